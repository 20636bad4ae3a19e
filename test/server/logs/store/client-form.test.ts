import { displayName } from '../../../../server/logs/events';
import fc from 'fast-check';
import { toClientForm } from '../../../../server/logs/store/client-form';
import { documentOf } from '../../../../server/logs/store/store';
import { runs } from '../../../support/runs';

const NAME = fc.oneof(
	fc.constantFrom(
		'HOSTNAME',
		'DEVICE',
		'EVENT_NAME',
		'IENAME',
		'A_B',
		'A__B',
		'A_',
		'A',
		'URL',
		'PROCESS_NAME',
		'PROCESSNAME',
	),
	fc.stringMatching(/^[A-Z][A-Z0-9_]{0,20}$/),
);
const VALUE = fc.oneof(
	fc.string({ unit: 'binary' }),
	fc.constantFrom('"', '\\', '\\"', '","X":"', '}', ',', '{"a":[1,2]}', '\\\\', '\u2028', '\ud800'),
	fc.double({ noNaN: true, noDefaultInfinity: true }),
	fc.integer(),
	fc.boolean(),
);

describe('toClientForm', () => {
	it('renames every field and touches no value, whatever the document', () => {
		fc.assert(
			fc.property(
				fc.nat(4_102_444_800_000),
				fc.dictionary(NAME, VALUE, { maxKeys: 12 }),
				(time, dictionary) => {
					const fields = Object.fromEntries(
						Object.entries(dictionary).filter(([name]) => name !== 'TIME'),
					);
					const document = documentOf({ time, fields });
					const { TIME, ...rest } = JSON.parse(document) as Record<string, unknown>;
					const expected = [
						['Time', new Date(TIME as number).toISOString()],
						...Object.entries(rest).map(([name, value]) => [displayName(name), value]),
					];
					expect(Object.entries(JSON.parse(toClientForm(document)) as object)).toEqual(expected);
				},
			),
			{ numRuns: runs(500) },
		);
	});

	it('shows the time as ISO 8601', () => {
		for (const [field, shown] of [
			['TIME', 'Time'],
			['ARRIVALTIME', 'Arrival Time'],
			['ALERT_RAISED_TIME', 'Alert_Raised_Time'],
		]) {
			expect(toClientForm(`{"${field}":0}`)).toBe(`{"${shown}":"1970-01-01T00:00:00.000Z"}`);
		}
	});

	it.each(['"soon"', '1e300', '1.5', '99999999999999999'])(
		'leaves an arrival time of %s as it is',
		(value) => {
			expect(toClientForm(`{"ARRIVALTIME":${value}}`)).toBe(`{"Arrival Time":${value}}`);
		},
	);
});
