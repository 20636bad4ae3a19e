/** Gives every test a minute: what a slow or busy machine needs is no failure, and no test measures time. */
jest.setTimeout(60_000);
