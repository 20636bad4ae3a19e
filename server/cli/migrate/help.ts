/** The text of `log360-server migrate --help`. */
export const MIGRATE_HELP = `Usage
  log360-server migrate --from DIR --opensearch URLS --postgres URL [options]
  log360-server migrate --to DIR   --opensearch URLS --postgres URL [options]

Moves everything from a data folder into OpenSearch and PostgreSQL (--from), or back (--to), and
compares what has arrived by number and checksum. What it is taken from stays as it was. No server
may run on either meanwhile, and what it is moved into has to be empty. When it is interrupted, the
same command goes on where it was.

  --from DIR            the data folder that moves
  --to DIR              a data folder that is not there yet

All options of "log360-server start" under "Several servers" are taken, from the environment and a
--config FILE too; see "log360-server start --help".

Sessions and counts of requests do not move: people sign in again. Jobs that were running go on.
`;
