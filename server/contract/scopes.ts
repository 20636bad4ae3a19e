/** The scopes as the contract uses them; the table itself belongs to the tokens that hold them. */
export { ALL_SCOPES as SCOPE_NAMES, type Scope as ScopeName, SCOPES } from '../tokens/scopes';
