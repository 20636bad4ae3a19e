/** Gives every test ten minutes: what a slow or busy machine needs is no failure; only what hangs ends here. */
jest.setTimeout(600_000);
