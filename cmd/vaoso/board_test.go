package main

import (
	"encoding/json"
	"maps"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/prometheus/prometheus/promql/parser"
	"go.yaml.in/yaml/v4"
)

// job is what Prometheus scrapes under a name.
type job struct {
	Name    string `yaml:"job_name"`
	Scheme  string `yaml:"scheme"`
	Metrics string `yaml:"metrics_path"`
	Static  []struct {
		Targets []string `yaml:"targets"`
	} `yaml:"static_configs"`
}

// path is where the job asks for metrics.
func (j job) path() string {
	if j.Metrics == "" {
		return "/metrics"
	}
	return j.Metrics
}

// fromYAML reads a file of deploy.
func fromYAML(t *testing.T, name string, into any) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(repository, "deploy", name))
	if err != nil {
		t.Fatal(err)
	}
	if err := yaml.Unmarshal(text, into); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

// scraped are Prometheus' jobs by name.
func scraped(t *testing.T) map[string]job {
	t.Helper()
	var config struct {
		Rules []string `yaml:"rule_files"`
		Jobs  []job    `yaml:"scrape_configs"`
	}
	fromYAML(t, "prometheus/prometheus.yml", &config)
	if !slices.Equal(config.Rules, []string{"/etc/prometheus/rules.yml"}) {
		t.Errorf("rules are read from %v", config.Rules)
	}
	jobs := map[string]job{}
	for _, j := range config.Jobs {
		jobs[j.Name] = j
	}
	return jobs
}

// TestPrometheusScrapesTheServices: all vaoso and all nodes, at ports that they have.
func TestPrometheusScrapesTheServices(t *testing.T) {
	t.Parallel()
	services := composed(t, "cluster").Services
	seen := map[string]bool{}
	for _, j := range scraped(t) {
		for _, static := range j.Static {
			for _, target := range static.Targets {
				host, port, err := net.SplitHostPort(target)
				if err != nil {
					t.Fatal(err)
				}
				if host == "127.0.0.1" {
					host = "prometheus" // itself
				}
				s, there := services[host]
				if !there {
					t.Errorf("%s: there is no such service", target)
					continue
				}
				seen[host] = true
				ports := slices.Clone(s.Expose)
				for _, p := range s.Ports {
					ports = append(ports, strconv.Itoa(int(p.Target)))
				}
				if !slices.Contains(ports, port) {
					t.Errorf("%s: its ports are %v", target, ports)
				}
				if _, together := services["prometheus"].Networks["data"]; !together {
					t.Error("prometheus isn't on the network of what it scrapes")
				}
			}
		}
	}
	for name := range services {
		if (strings.HasPrefix(name, "vaoso") || strings.HasPrefix(name, "esdb")) && !seen[name] {
			t.Errorf("%s isn't scraped", name)
		}
	}
}

// rule is an alert.
type rule struct {
	Alert       string            `yaml:"alert"`
	Expr        string            `yaml:"expr"`
	Labels      map[string]string `yaml:"labels"`
	Annotations map[string]string `yaml:"annotations"`
}

func alerts(t *testing.T) []rule {
	t.Helper()
	var file struct {
		Groups []struct {
			Rules []rule `yaml:"rules"`
		} `yaml:"groups"`
	}
	fromYAML(t, "prometheus/rules.yml", &file)
	var all []rule
	for _, g := range file.Groups {
		all = append(all, g.Rules...)
	}
	return all
}

// TestAlertsAreWhatIsAdvised: they use documented metrics, every metric that
// docs/observing.md alerts on is alerted on, and docs/operating.md says what to do.
func TestAlertsAreWhatIsAdvised(t *testing.T) {
	t.Parallel()
	known, advised := documented(t)
	guide := document(t, "operating.md")
	used, names := map[string]bool{}, map[string]bool{}
	for _, r := range alerts(t) {
		if names[r.Alert] {
			t.Errorf("two alerts are called %s", r.Alert)
		}
		names[r.Alert] = true
		for _, metric := range metrics(t, r.Expr) {
			used[metric] = true
			if !known[metric] {
				t.Errorf("%s asks for %s, which docs/observing.md doesn't name", r.Alert, metric)
			}
		}
		if !slices.Contains([]string{"page", "ticket"}, r.Labels["severity"]) || !strings.Contains(r.Annotations["summary"], " / ") {
			t.Errorf("%s: %v %v", r.Alert, r.Labels, r.Annotations)
		}
		if !strings.Contains(guide, "| `"+r.Alert+"` |") {
			t.Errorf("docs/operating.md doesn't say what to do about %s", r.Alert)
		}
	}
	for metric := range advised {
		if !used[metric] {
			t.Errorf("docs/observing.md advises an alert on %s, and none has it", metric)
		}
	}
}

// panel is what the test looks at of a board's panel.
type panel struct {
	ID         int        `json:"id"`
	Type       string     `json:"type"`
	Title      string     `json:"title"`
	DataSource dataSource `json:"datasource"`
	At         struct {
		X, Y, W, H int
	} `json:"gridPos"`
	Targets []struct {
		DataSource dataSource `json:"datasource"`
		Expr       string     `json:"expr"`
		Ref        string     `json:"refId"`
	} `json:"targets"`
}

type dataSource struct {
	Type string `json:"type"`
	UID  string `json:"uid"`
}

// TestTheBoardAsksForWhatThereIs: documented metrics, from the data source that
// is provisioned, in panels that don't lie on one another.
func TestTheBoardAsksForWhatThereIs(t *testing.T) {
	t.Parallel()
	known, _ := documented(t)
	var provisioned struct {
		Sources []dataSource `yaml:"datasources"`
	}
	fromYAML(t, "grafana/provisioning/datasources/prometheus.yml", &provisioned)
	source := provisioned.Sources[0]
	var board struct {
		Panels     []panel `json:"panels"`
		Templating struct {
			List []struct {
				Name, Definition string
				DataSource       dataSource `json:"datasource"`
			} `json:"list"`
		} `json:"templating"`
	}
	text, err := os.ReadFile(filepath.Join(repository, "deploy/grafana/boards/vaoso.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &board); err != nil {
		t.Fatal(err)
	}
	ids, cells, used := map[int]bool{}, map[[2]int]string{}, map[string]bool{}
	for _, p := range board.Panels {
		if ids[p.ID] {
			t.Errorf("two panels have the id %d", p.ID)
		}
		ids[p.ID] = true
		vi, _, both := strings.Cut(p.Title, " / ")
		if !both || vi == "" {
			t.Errorf("%q isn't in Vietnamese and English", p.Title)
		}
		for x := p.At.X; x < p.At.X+p.At.W; x++ {
			for y := p.At.Y; y < p.At.Y+p.At.H; y++ {
				if other := cells[[2]int{x, y}]; other != "" || x > 23 {
					t.Fatalf("%q lies on %q, or outside", p.Title, other)
				}
				cells[[2]int{x, y}] = p.Title
			}
		}
		if p.Type == "row" {
			continue
		}
		if len(p.Targets) == 0 || p.DataSource != source {
			t.Errorf("%q asks nothing, or of %v", p.Title, p.DataSource)
		}
		for _, target := range p.Targets {
			if target.DataSource != source {
				t.Errorf("%q asks %v", p.Title, target.DataSource)
			}
			for _, metric := range metrics(t, target.Expr) {
				used[metric] = true
				if !known[metric] {
					t.Errorf("%q asks for %s, which docs/observing.md doesn't name", p.Title, metric)
				}
			}
		}
	}
	for _, v := range board.Templating.List {
		if metric := regexp.MustCompile(`^label_values\((\w+), projection\)$`).FindStringSubmatch(v.Definition); v.DataSource != source || metric == nil || !known[metric[1]] {
			t.Errorf("the variable %s asks %s of %v", v.Name, v.Definition, v.DataSource)
		}
	}
	if len(used) < 15 {
		t.Errorf("the board shows %d metrics: %v", len(used), slices.Sorted(maps.Keys(used)))
	}
}

// document is the text of a file in docs.
func document(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(repository, "docs", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// documented are the metrics that docs/observing.md names, which a test of
// cmd/internal/app holds to a scrape, and those that it advises alerts on. up is
// Prometheus' own.
func documented(t *testing.T) (known, advised map[string]bool) {
	t.Helper()
	name := regexp.MustCompile(`vaoso_[a-z_]+`)
	known, advised = map[string]bool{"up": true}, map[string]bool{}
	text := document(t, "observing.md")
	for _, metric := range name.FindAllString(text, -1) {
		known[metric] = true
	}
	_, rest, _ := strings.Cut(text, "```promql")
	block, _, _ := strings.Cut(rest, "```")
	for _, metric := range name.FindAllString(block, -1) {
		advised[metric] = true
	}
	if len(known) < 20 || len(advised) < 5 {
		t.Fatalf("docs/observing.md names %d metrics and advises on %d", len(known), len(advised))
	}
	return known, advised
}

// metrics are the names of the series that a PromQL expression selects, without
// the endings that a histogram's have. It is parsed by Prometheus' own parser.
func metrics(t *testing.T, expr string) (names []string) {
	t.Helper()
	parsed, err := parser.NewParser(parser.Options{}).ParseExpr(expr)
	if err != nil {
		t.Errorf("%s: %v", expr, err)
		return nil
	}
	parser.Inspect(parsed, func(node parser.Node, _ []parser.Node) error {
		if selected, ok := node.(*parser.VectorSelector); ok {
			name := selected.Name
			for _, ending := range []string{"_bucket", "_sum", "_count"} {
				name = strings.TrimSuffix(name, ending)
			}
			names = append(names, name)
		}
		return nil
	})
	if len(names) == 0 {
		t.Errorf("it asks for nothing: %s", expr)
	}
	return names
}
