/** Names of block parameters that are secrets; on their own, so that the database's thread need not load the blocks. */

/** Every block's secrets are among these. */
export const SECRET_PARAMETERS = ['secretHeaders', 'secret'] as const;
