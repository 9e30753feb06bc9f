#!/bin/sh
# Makes the passwords that docker-compose.yml mounts, each random, where there is
# none yet: sh deploy/secrets.sh [FOLDER]. What is there already is never touched.
#
# The folder is closed to everybody but you (0700); the files in it are readable
# (0444), because Docker mounts them as they are, and the programs inside the
# containers run as accounts of their own that couldn't read a file with 0600.
set -eu
folder=${1:-$(dirname "$0")/secrets}
umask 077
mkdir -p "$folder"
chmod 0700 "$folder"

# keep NAME: writes standard input to the file unless there is one. A file is whole or not there.
keep() {
  if [ -e "$folder/$1.txt" ]; then
    cat >/dev/null
    echo "kept  $folder/$1.txt"
    return
  fi
  cat >"$folder/.$1.part"
  chmod 0444 "$folder/.$1.part"
  mv "$folder/.$1.part" "$folder/$1.txt"
  echo "made  $folder/$1.txt"
}

# password: 192 bits in letters and digits that mean nothing in a URL.
password() {
  od -An -N24 -tx1 /dev/urandom | tr -d ' \n'
}

read_password() {
  cat "$folder/$1.txt"
}

for name in esdb_admin_password esdb_ops_password postgres_password grafana_admin_password; do
  password | keep "$name"
done

# Where vaoso finds the log and the views, with the passwords above.
options='tls=true&tlsCaFile=/certs/ca/ca.crt&nodePreference=leader'
printf 'esdb://admin:%s@esdb1:2113,esdb2:2113,esdb3:2113?%s' "$(read_password esdb_admin_password)" "$options" | keep vaoso_log_cluster
printf 'esdb://admin:%s@single-esdb:2113?%s' "$(read_password esdb_admin_password)" "$options" | keep vaoso_log_single
printf 'postgres://vaoso:%s@postgres:5432/vaoso?sslmode=disable' "$(read_password postgres_password)" | keep vaoso_views_cluster
printf 'postgres://vaoso:%s@single-postgres:5432/vaoso?sslmode=disable' "$(read_password postgres_password)" | keep vaoso_views_single
