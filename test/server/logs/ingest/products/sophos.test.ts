/** Sophos Firewall's lines, old and new. */

import { read } from './read';

describe('Sophos', () => {
	it('reads the form of releases before 18', () => {
		expect(
			read(
				'<30>device="SFW" date=2026-11-20 time=11:00:00 timezone="CET" device_name="xg-berlin" device_id=C01 log_id=010101600001 log_type="Firewall" log_component="Firewall Rule" log_subtype="Denied" status="Deny" priority=Warning fw_rule_id=5 user_name="ann" src_ip=192.0.2.7 src_port=50123 dst_ip=198.51.100.9 dst_port=25 protocol="TCP" sent_bytes=0 recv_bytes=0',
			),
		).toMatchObject({
			LOGTYPE: 'Sophos Device',
			HOSTNAME: 'xg-berlin',
			ACTION: 'Denied',
			REMOTEIP: '192.0.2.7',
			DESTINATIONPORT: 25,
			USERNAME: 'ann',
			RULE: '5',
			SEVERITY: 'warning',
			IENAME: 'Firewall: Firewall Rule',
			time: Date.UTC(2026, 10, 20, 10),
		});
	});

	it('reads the form of later releases', () => {
		expect(
			read(
				'Nov 20 11:00:00 sophos device_name="SFW" timestamp="2026-11-20T05:00:00-0500" device_model="XGS" device_serial_id="X1" log_id=050901616001 log_type="Content Filtering" log_component="HTTP" log_subtype="Allowed" severity="Information" http_category="News" url="https://news.example/" src_ip="192.0.2.8" bytes_sent=10 bytes_received=20',
			),
		).toMatchObject({
			HOSTNAME: 'sophos',
			ACTION: 'Allowed',
			URL: 'https://news.example/',
			CATEGORY: 'News',
			REMOTEIP: '192.0.2.8',
			SENTBYTES: 10,
			RECEIVEDBYTES: 20,
			DEVICEID: 'X1',
			time: Date.UTC(2026, 10, 20, 10),
		});
	});

	it('reads an abbreviation that several zones share as a wall clock', () => {
		const line =
			'device="SFW" date=2026-11-20 time=15:30:00 timezone="IST" device_name="in1" log_id=1 log_type="Event" log_component="Firewall Authentication" log_subtype="Authentication" status="Failed" user_name="ann" src_ip=192.0.2.8';
		expect(read(line, { timeZone: 330 })).toMatchObject({
			time: Date.UTC(2026, 10, 20, 10),
			RESULT: 'failure',
		});
	});

	it('reads threats', () => {
		expect(
			read(
				'device="SFW" date=2026-11-20 time=10:00:00 timezone="GMT" device_name="a" log_id=1 log_type="ATP" log_component="Firewall" log_subtype="Drop" sourceip=192.0.2.8 destinationip=198.51.100.4 threatname=C2/Generic-A',
			),
		).toMatchObject({
			REMOTEIP: '192.0.2.8',
			DESTINATIONIP: '198.51.100.4',
			THREATNAME: 'C2/Generic-A',
			ACTION: 'Drop',
		});
	});
});
