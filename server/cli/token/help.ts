/** The help of `log360-server token`. */

import { EXPIRY_EXPECTED } from '../../access/tokens';

export const TOKEN_HELP = `Usage:
  log360-server token create --scope SCOPE [--scope SCOPE] --expires WHEN [--name NAME]
  log360-server token list
  log360-server token regenerate ID [--expires WHEN]
  log360-server token revoke ID

Tokens of a data folder, whether a server runs on it or not (it notices within a second):
  --data DIR                  Folder of the data (default: ./log360-data; environment: LOG360_DATA)

Tokens of a running server:
  --url URL                   Address of the server, for instance http://127.0.0.1:8095
  --admin-password-file FILE  File with the administrator's password; or the password itself in the
                              environment variable LOG360_ADMIN_PASSWORD, or a token with the scope
                              admin in LOG360_TOKEN

  --scope SCOPE               For instance search.READ; several times or with commas between; * is
                              every scope but admin
  --expires WHEN              ${EXPIRY_EXPECTED.replace(', or an', ', or an\n                             ')}
  --name NAME                 What the token is for
  --json                      Answer as JSON
`;
