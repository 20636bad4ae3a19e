/** Bounds of row ids in a search of a full-text table. */

/**
 * `rowid` between two parameters. Numbers are bound as floating-point ones, which FTS5 does not take for bounds: it would go
 * through all rows of a term, and leave those outside to SQLite.
 */
export const WITHIN = 'BETWEEN CAST(? AS INTEGER) AND CAST(? AS INTEGER)';
