/** The text of `log360-server --help`. */
export const HELP = `log360-server: a reference backend for ManageEngine Log360's REST API

Usage
  log360-server start  [--data DIR] [--host ADDRESS] [--port N] [--empty] [--json] [options]
  log360-server import --data DIR FILE...
  log360-server import --url URL --token TOKEN FILE...
  log360-server help

start
  --data DIR            data folder, created when missing       (./log360-data)
  --host ADDRESS        address to listen on                    (127.0.0.1)
  --port N              port to listen on; 0 picks a free one   (8095)
  --empty               do not generate demo events
  --json                print one JSON line when ready: url, demoToken, v1Token
  --page-size N         hits per page                           (1000)
  --v1-envelope FORM    V1 hits under "results" (observed) or "hits" (documented)   (results)
  --v1-fields FORM      V1 field names: client (display names) or server            (client)
  --max-body BYTES      largest JSON body                       (1048576)
  --max-batch BYTES     largest ingest batch, uncompressed      (67108864)
  --readers N           threads that answer searches            (2)
  --syslog-udp PORT     take syslog over UDP; 0 picks a free port
  --syslog-tcp PORT     take syslog over TCP (newline or octet-counted frames)
  --check-answers       check every answer against its schema (for tests; slower)

import
  --format FORMAT       auto, json, windows, syslog or access   (auto, line by line)
  --host NAME           host of lines that name none            (unknown)
  --year N              year of syslog lines, which carry none  (inferred)
  FILE                  a log file, plain or gzip
`;
