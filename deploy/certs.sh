#!/usr/bin/env bash
# Makes the certificates of the EventStoreDB nodes that are named, signed by a
# certificate authority of this installation's own, where they are missing:
# certs.sh NODE… It runs in the image of es-gencert-cli, before the nodes.
#
#   /ca            the authority with its key; nothing else mounts it
#   /certs/ca      the authority's certificate: what nodes and clients trust
#   /certs/NODE    a node's certificate and key
#
# To renew a node's: remove /certs/NODE and run this again; docs/operating.md.
set -eu
authority=${AUTHORITY:-/ca} certs=${CERTS:-/certs}
owner=${OWNER-1000:1000} # the account of the EventStoreDB image; "": leave it
authority_days=3650 node_days=397

# A folder is whole, or it isn't there: it gets its name last.
if [ ! -d "$authority/made" ]; then
  rm -rf "$authority/part"
  es-gencert-cli create-ca -days "$authority_days" -out "$authority/part"
  mv "$authority/part" "$authority/made"
fi
mkdir -p "$certs/ca"
cp "$authority/made/ca.crt" "$certs/ca/ca.crt.part"
chmod 0444 "$certs/ca/ca.crt.part"
mv -f "$certs/ca/ca.crt.part" "$certs/ca/ca.crt"

for node in "$@"; do
  if [ -d "$certs/$node" ]; then
    echo "kept  $certs/$node"
    continue
  fi
  rm -rf "$certs/$node.part"
  es-gencert-cli create-node -ca-certificate "$authority/made/ca.crt" -ca-key "$authority/made/ca.key" \
    -days "$node_days" -dns-names "$node,localhost" -ip-addresses 127.0.0.1 -out "$certs/$node.part"
  if [ -n "$owner" ]; then chown "$owner" "$certs/$node.part"/*; fi
  mv "$certs/$node.part" "$certs/$node"
  echo "made  $certs/$node"
done
