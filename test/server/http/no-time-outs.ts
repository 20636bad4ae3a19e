/** Calls to others that are never given up, for tests whose receivers answer when they do, or never. */

/**
 * Until the test file ends, calls of this process have no limit of machine time: what a busy machine answers late is no failure, and
 * what is held back stays held back. How long the limits are is still seen in the calls of the mock.
 */
export function withoutTimeOuts(): { readonly limits: jest.SpyInstance<AbortSignal, [number]> } {
	const at: { limits?: jest.SpyInstance<AbortSignal, [number]> } = {};
	beforeEach(() => {
		at.limits = jest
			.spyOn(AbortSignal, 'timeout')
			.mockImplementation(() => new AbortController().signal);
	});
	afterEach(() => at.limits?.mockRestore());
	return {
		get limits() {
			return at.limits as jest.SpyInstance<AbortSignal, [number]>;
		},
	};
}
