package pgtest

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
)

// Cluster is a throw-away server.
type Cluster struct {
	URL  string // of its database postgres
	dir  string
	port int
	bin  string
	as   *syscall.Credential // nil: as this process
	set  []string
	cmd  *exec.Cmd
}

// errNone says how to come by a server.
var errNone = errors.New("there is no PostgreSQL here: install it (Debian: apt-get install postgresql), or name a server in VAOSO_TEST_POSTGRES")

// prefix begins the names of clusters' folders, in the system's temporary one.
const prefix = "vaoso-postgres-"

// start is the shared cluster. It ends with this process: the kernel tells it to
// stop, and its folder is removed by whoever starts the next.
func start() (string, error) {
	sweep()
	c, err := New()
	if err != nil {
		return "", err
	}
	return c.URL, nil
}

// sweep removes the folders of clusters that have ended. What can't be removed
// is another user's, and left.
func sweep() {
	old, _ := filepath.Glob(filepath.Join(os.TempDir(), prefix+"*")) // the pattern is right
	for _, path := range old {
		info, err := os.Stat(path)
		if err != nil || time.Since(info.ModTime()) < time.Minute {
			continue // being made, perhaps
		}
		text, _ := os.ReadFile(filepath.Join(strings.TrimSuffix(path, ".log"), "data", "postmaster.pid")) // gone with an orderly end
		first, _, _ := strings.Cut(string(text), "\n")
		if pid, err := strconv.Atoi(first); err == nil && syscall.Kill(pid, 0) == nil {
			continue
		}
		_ = os.RemoveAll(path) // see above
	}
}

// New makes a cluster and starts it, with settings ("work_mem=64MB") of its own
// after those of a server whose data needn't survive a power cut.
func New(settings ...string) (*Cluster, error) {
	bin, err := binaries()
	if err != nil {
		return nil, err
	}
	c := &Cluster{bin: bin, set: settings}
	if c.dir, err = os.MkdirTemp("", prefix); err != nil {
		return nil, err
	}
	if os.Getuid() == 0 {
		if c.as, err = somebodyElse(); err != nil {
			return nil, err
		}
		if err := os.Chown(c.dir, int(c.as.Uid), int(c.as.Gid)); err != nil {
			return nil, err
		}
	}
	if out, err := c.command("initdb", "-D", c.dir+"/data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync").CombinedOutput(); err != nil {
		return nil, fmt.Errorf("couldn't make a PostgreSQL cluster: %w: %s", err, out)
	}
	if c.port, err = freePort(); err != nil {
		return nil, err
	}
	c.URL = fmt.Sprintf("postgres://postgres@127.0.0.1:%d/postgres?sslmode=disable", c.port)
	return c, c.Start()
}

// Start starts the server, and returns once it answers.
func (c *Cluster) Start() error {
	log, err := os.OpenFile(c.dir+".log", os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	defer log.Close() //nolint:errcheck // the server has it
	args := []string{"-D", c.dir + "/data", "-p", strconv.Itoa(c.port), "-h", "127.0.0.1", "-k", ""}
	for _, s := range append([]string{"fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=300", "max_wal_size=2GB"}, c.set...) {
		args = append(args, "-c", s)
	}
	c.cmd = c.command("postgres", args...)
	c.cmd.Stdout, c.cmd.Stderr = log, log
	started, exited := make(chan error, 1), make(chan error, 1)
	go func() {
		// The kernel takes the end of the thread that started it for the end of
		// the process: this one lasts.
		runtime.LockOSThread()
		started <- c.cmd.Start()
		exited <- c.cmd.Wait()
	}()
	if err := <-started; err != nil {
		return fmt.Errorf("couldn't start PostgreSQL: %w", err)
	}
	ticker := time.NewTicker(20 * time.Millisecond)
	defer ticker.Stop()
	for {
		select {
		case err := <-exited:
			said, _ := os.ReadFile(c.dir + ".log") // err says enough without
			return fmt.Errorf("PostgreSQL ended at once: %w: %s", err, said)
		case <-ticker.C:
		}
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		conn, err := pgx.Connect(ctx, c.URL)
		if err == nil {
			err = conn.Close(ctx)
		}
		cancel()
		if err == nil {
			return nil
		}
	}
}

// Stop ends the server at once, as a crash would: nothing is flushed.
func (c *Cluster) Stop() error {
	out, err := c.command("pg_ctl", "-D", c.dir+"/data", "-m", "immediate", "-w", "stop").CombinedOutput()
	if err != nil {
		return fmt.Errorf("couldn't stop PostgreSQL: %w: %s", err, out)
	}
	return nil
}

// Remove stops the server and removes all of it.
func (c *Cluster) Remove() error {
	return errors.Join(c.Stop(), os.RemoveAll(c.dir), os.Remove(c.dir+".log"))
}

func (c *Cluster) command(name string, args ...string) *exec.Cmd {
	cmd := exec.Command(filepath.Join(c.bin, name), args...) //nolint:noctx // ends by Stop, or with this process
	cmd.Dir = c.dir
	// SIGQUIT, immediate shutdown, when the process that started it dies.
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: c.as, Pdeathsig: syscall.SIGQUIT}
	return cmd
}

// binaries is the folder that holds PostgreSQL's programs.
func binaries() (string, error) {
	places := []string{"/usr/local/bin"}
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin")
	if err != nil {
		return "", err
	}
	for i := len(found) - 1; i >= 0; i-- { // the newest first
		places = append(places, found[i])
	}
	if path, err := exec.LookPath("initdb"); err == nil {
		if path, err = filepath.EvalSymlinks(path); err == nil {
			places = append([]string{filepath.Dir(path)}, places...)
		}
	}
	for _, dir := range places {
		if _, err := os.Stat(filepath.Join(dir, "initdb")); err == nil {
			if _, err := os.Stat(filepath.Join(dir, "postgres")); err == nil {
				return dir, nil
			}
		}
	}
	return "", errNone
}

// somebodyElse is a user that PostgreSQL runs as where this one is root.
func somebodyElse() (*syscall.Credential, error) {
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, err1 := strconv.ParseUint(u.Uid, 10, 32)
		gid, err2 := strconv.ParseUint(u.Gid, 10, 32)
		if err := errors.Join(err1, err2); err != nil {
			return nil, err
		}
		return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, nil
	}
	return nil, errors.New("PostgreSQL doesn't run as root, and there is neither a user postgres nor nobody")
}

// freePort is a port that nobody listens on, for now.
func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0") //nolint:noctx // closed at once
	if err != nil {
		return 0, err
	}
	defer l.Close() //nolint:errcheck // nothing was sent
	return l.Addr().(*net.TCPAddr).Port, nil
}
