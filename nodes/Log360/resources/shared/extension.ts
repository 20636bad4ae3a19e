/** What the descriptions say of operations that Log360 itself does not have. */

export const EXTENSION = 'Extension of log360-server, not part of Log360 (API V2 only)';
