#!/bin/sh
# Puts the Log360 nodes of the image where n8n looks for packages, then starts n8n as its own image does.
# n8n's folder is a volume, so what the image had in it would be hidden, and stay old after an update.
set -eu

nodes="${N8N_USER_FOLDER:-$HOME}/.n8n/nodes/node_modules"
mkdir -p "$nodes"
rm -rf "$nodes/n8n-nodes-log360"
cp -R "${LOG360_NODES:-/opt/n8n-nodes-log360}" "$nodes/n8n-nodes-log360"

exec "${N8N_ENTRYPOINT:-/docker-entrypoint.sh}" "$@"
