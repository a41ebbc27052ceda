-- A journal of version 3: three calls, 14 events, three spills. Made by the program of its time and never edited.
PRAGMA application_id = 959525226;
PRAGMA user_version = 3;
BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'journal','version_1','2026-11-27 07:22:49.047038+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'journal','version_2','2026-11-27 07:22:49.048294+00:00');
INSERT INTO "_sqlite_migrations" VALUES(3,'journal','version_3','2026-11-27 07:54:49.820592+00:00');
CREATE TABLE calls (
    id INTEGER PRIMARY KEY,
    number TEXT,
    service_class TEXT,
    call_number TEXT,
    position TEXT,
    name TEXT,
    address TEXT,
    arrived_at TEXT,
    released_at TEXT,
    how_ended TEXT,
    place TEXT,
    street TEXT,
    linked_to INTEGER,
    legs TEXT NOT NULL
) STRICT;
INSERT INTO "calls" VALUES(1,'9053261224','RES','00552','0218','BÉLANGER, A','324 FIRST ST N','2026-11-27T12:00:00.000125Z','2026-11-27T12:00:26.000125Z','released',NULL,NULL,NULL,'[{"agency":"Oshawa/Whitby/Scugog/Uxbridge Fire","answered_at":"2026-11-27T12:00:17.000125Z","contact_at":"2026-11-27T12:00:20.000125Z","dialled_at":"2026-11-27T12:00:05.000125Z","digits":"*23","leg":1,"outcome":"answered","rings":1}]');
INSERT INTO "calls" VALUES(2,'9053261224','RES','00553','0218','BÉLANGER, A','330 FIRST ST N','2026-11-27T12:00:29.000125Z','2026-11-27T12:00:37.000125Z','released',NULL,NULL,NULL,'[]');
INSERT INTO "calls" VALUES(3,'9053261224','RES','00554','0218','BÉLANGER, A','324 FIRST ST N','2026-11-27T12:00:40.000125Z',NULL,NULL,NULL,NULL,NULL,'[]');
CREATE TABLE events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    position TEXT NOT NULL,
    call_taker TEXT NOT NULL,
    call INTEGER,
    body TEXT NOT NULL,
    changes TEXT NOT NULL,
    spill INTEGER REFERENCES spills (id),
    spill_sha256 TEXT,
    prev TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT;
INSERT INTO "events" VALUES(1,'2026-11-27T12:00:00.000125Z','console_started','0218','',NULL,'{"version":"0.1.0","position":"0218","feed":"emulated:default","emulated":true,"replayed":false,"phone":"virtual","caps":{"flash":true,"dial_tone_seen":true,"ring_count":"events","answer_seen":"signalled","busy_vs_reorder":true,"bridge_in_switch":true,"can_hold":true,"can_mute":false,"can_monitor":true,"pcm":false,"abort":true,"can_answer":false,"tty":"none","dial_tone_s":3.0,"response_s":5.0,"times":[],"by_hand":false},"tables":{}}','[]',NULL,NULL,'0000000000000000000000000000000000000000000000000000000000000000','4103f3a42df742a5f6687b35fcd7ff1ed114ca232869070017ff9250bd3cd2fe');
INSERT INTO "events" VALUES(2,'2026-11-27T12:00:00.000125Z','spill_arrived','0218','',1,'{"spill":{"format":"bell-printer","number":"9053261224","service_class":"RES","borough":"OSH","name":"B\u00c9LANGER, A","address":"324 FIRST ST N","location":"APT 6","locality":"OSHAWA, OSHAWA","municipality":"OSHAWA","community":"OSHAWA","postal_code":"L1G 4B7","esn":"0047","call_number":"00552","position":"0218","number_status":"complete","lines":["326-1224 (905) RES OSH 26/11/27 07:00:00 #00552 Pos:0218","B\u00c9LANGER, A","324 FIRST ST N","APT 6","OSHAWA, OSHAWA L1G-4B7","ESN#: 0047","DUR REG POLICE","905-555-0100"],"service":{"code":"RES","meaning":"Residential","kind":"wireline","number":"yes","address":"yes","ring_back":"yes","ring_back_reason":"an ordinary line on the 9-1-1 network","tell":"Residence: verify number and address.","source":"D079, D129; 003:616"},"sent_at":"2026-11-27T07:00:00","agencies":[["DUR REG POLICE","9055550100"]]}}','[{"call":1,"legs":{},"values":{"address":"324 FIRST ST N","arrived_at":"2026-11-27T12:00:00.000125Z","call_number":"00552","name":"B\u00c9LANGER, A","number":"9053261224","position":"0218","service_class":"RES"}}]',1,'6667ab9c2c49ce1780e6907ba865f29b1e432832dd674e62be190949cf484f70','4103f3a42df742a5f6687b35fcd7ff1ed114ca232869070017ff9250bd3cd2fe','3584774f9a709a7e4201b02747fc9e73f2060960e35c189d97fbea75f200abc9');
INSERT INTO "events" VALUES(3,'2026-11-27T12:00:05.000125Z','key_pressed','0218','',1,'{"key":"F8"}','[{"call":1,"legs":{"1":{"agency":"Oshawa/Whitby/Scugog/Uxbridge Fire","answered_at":null,"contact_at":null,"dialled_at":"2026-11-27T12:00:05.000125Z","digits":"*23","outcome":"dialling","rings":0}},"values":{}}]',NULL,NULL,'3584774f9a709a7e4201b02747fc9e73f2060960e35c189d97fbea75f200abc9','77a52a200b4d73b21502a7042d3c2502deb6b508ac534b94991752c6e2b727ab');
INSERT INTO "events" VALUES(4,'2026-11-27T12:00:08.000125Z','dial_tone','0218','',1,'{"attempt":1,"seen":true,"raw":""}','[{"call":1,"legs":{"1":{"agency":"Oshawa/Whitby/Scugog/Uxbridge Fire","answered_at":null,"contact_at":null,"dialled_at":"2026-11-27T12:00:05.000125Z","digits":"*23","outcome":"dialling","rings":0}},"values":{}}]',NULL,NULL,'77a52a200b4d73b21502a7042d3c2502deb6b508ac534b94991752c6e2b727ab','46297c90649db0d8d24d439b4454bf322eb7dae94e383825a20d926c071c9385');
INSERT INTO "events" VALUES(5,'2026-11-27T12:00:11.000125Z','dialled','0218','',1,'{"attempt":1,"digits":"*23","raw":""}','[{"call":1,"legs":{"1":{"agency":"Oshawa/Whitby/Scugog/Uxbridge Fire","answered_at":null,"contact_at":null,"dialled_at":"2026-11-27T12:00:05.000125Z","digits":"*23","outcome":"dialling","rings":0}},"values":{}}]',NULL,NULL,'46297c90649db0d8d24d439b4454bf322eb7dae94e383825a20d926c071c9385','71b34978cd6193d307e368240e371e5bdc00d06d954ceaca96e47dd1b89e041a');
INSERT INTO "events" VALUES(6,'2026-11-27T12:00:14.000125Z','ringing','0218','',1,'{"attempt":1,"n":1,"source":"events","raw":""}','[{"call":1,"legs":{"1":{"agency":"Oshawa/Whitby/Scugog/Uxbridge Fire","answered_at":null,"contact_at":null,"dialled_at":"2026-11-27T12:00:05.000125Z","digits":"*23","outcome":"ringing","rings":1}},"values":{}}]',NULL,NULL,'71b34978cd6193d307e368240e371e5bdc00d06d954ceaca96e47dd1b89e041a','de43167a857e1e21230d48632f9af260ff52fe8387ce3c6044dca0d179be4bd8');
INSERT INTO "events" VALUES(7,'2026-11-27T12:00:17.000125Z','answered','0218','',1,'{"attempt":1,"certainty":"signalled","raw":""}','[{"call":1,"legs":{"1":{"agency":"Oshawa/Whitby/Scugog/Uxbridge Fire","answered_at":"2026-11-27T12:00:17.000125Z","contact_at":null,"dialled_at":"2026-11-27T12:00:05.000125Z","digits":"*23","outcome":"answered","rings":1}},"values":{}}]',NULL,NULL,'de43167a857e1e21230d48632f9af260ff52fe8387ce3c6044dca0d179be4bd8','72f218173618b728a922e9783318f4929e249865df786e3c2f1a8792992d83bf');
INSERT INTO "events" VALUES(8,'2026-11-27T12:00:20.000125Z','key_pressed','0218','',1,'{"key":"F11"}','[{"call":1,"legs":{"1":{"agency":"Oshawa/Whitby/Scugog/Uxbridge Fire","answered_at":"2026-11-27T12:00:17.000125Z","contact_at":"2026-11-27T12:00:20.000125Z","dialled_at":"2026-11-27T12:00:05.000125Z","digits":"*23","outcome":"answered","rings":1}},"values":{}}]',NULL,NULL,'72f218173618b728a922e9783318f4929e249865df786e3c2f1a8792992d83bf','3238a5ba4cfa4a88b4586a9a34aecb330723ab0c21c18b89e8cac40ae8819b5b');
INSERT INTO "events" VALUES(9,'2026-11-27T12:00:23.000125Z','key_pressed','0218','',1,'{"key":"F12"}','[]',NULL,NULL,'3238a5ba4cfa4a88b4586a9a34aecb330723ab0c21c18b89e8cac40ae8819b5b','7cf86da70a93c0e139106ead82be4fb1f9d789e995650a1c3267550d97c448f9');
INSERT INTO "events" VALUES(10,'2026-11-27T12:00:26.000125Z','released','0218','',1,'{"raw":""}','[{"call":1,"legs":{"1":{"agency":"Oshawa/Whitby/Scugog/Uxbridge Fire","answered_at":"2026-11-27T12:00:17.000125Z","contact_at":"2026-11-27T12:00:20.000125Z","dialled_at":"2026-11-27T12:00:05.000125Z","digits":"*23","outcome":"answered","rings":1}},"values":{"how_ended":"released","released_at":"2026-11-27T12:00:26.000125Z"}}]',NULL,NULL,'7cf86da70a93c0e139106ead82be4fb1f9d789e995650a1c3267550d97c448f9','5077ffd3c75f95f05e5287e49c995be76090dcf8ab2869b550238359ed52fa24');
INSERT INTO "events" VALUES(11,'2026-11-27T12:00:29.000125Z','spill_arrived','0218','',2,'{"spill":{"format":"bell-printer","number":"9053261224","service_class":"RES","borough":"OSH","name":"B\u00c9LANGER, A","address":"330 FIRST ST N","location":"APT 6","locality":"OSHAWA, OSHAWA","municipality":"OSHAWA","community":"OSHAWA","postal_code":"L1G 4B7","esn":"0047","call_number":"00553","position":"0218","number_status":"complete","lines":["326-1224 (905) RES OSH 26/11/27 07:01:00 #00553 Pos:0218","B\u00c9LANGER, A","330 FIRST ST N","APT 6","OSHAWA, OSHAWA L1G-4B7","ESN#: 0047","DUR REG POLICE","905-555-0100"],"service":{"code":"RES","meaning":"Residential","kind":"wireline","number":"yes","address":"yes","ring_back":"yes","ring_back_reason":"an ordinary line on the 9-1-1 network","tell":"Residence: verify number and address.","source":"D079, D129; 003:616"},"sent_at":"2026-11-27T07:01:00","agencies":[["DUR REG POLICE","9055550100"]]}}','[{"call":2,"legs":{},"values":{"address":"330 FIRST ST N","arrived_at":"2026-11-27T12:00:29.000125Z","call_number":"00553","name":"B\u00c9LANGER, A","number":"9053261224","position":"0218","service_class":"RES"}}]',2,'0dbb43df29a35ecb9e7d93409b3bf9c9cf4d62d9a9e4f75d81b1dd750adb2020','5077ffd3c75f95f05e5287e49c995be76090dcf8ab2869b550238359ed52fa24','d0eee946d74f4c70674dd202ce548e5d302186f661ec9232bf2693cbe10418c3');
INSERT INTO "events" VALUES(12,'2026-11-27T12:00:34.000125Z','key_pressed','0218','',2,'{"key":"F12"}','[]',NULL,NULL,'d0eee946d74f4c70674dd202ce548e5d302186f661ec9232bf2693cbe10418c3','78d2dbe6b9fdf22a60329b353a8108694380facd2634fdf6c9c4ccee610caa4b');
INSERT INTO "events" VALUES(13,'2026-11-27T12:00:37.000125Z','released','0218','',2,'{"raw":""}','[{"call":2,"legs":{},"values":{"how_ended":"released","released_at":"2026-11-27T12:00:37.000125Z"}}]',NULL,NULL,'78d2dbe6b9fdf22a60329b353a8108694380facd2634fdf6c9c4ccee610caa4b','8e54ff17e5074a3b581aedaf9f04b4554968f2a266d9c465ce461e3a8b35321a');
INSERT INTO "events" VALUES(14,'2026-11-27T12:00:40.000125Z','spill_arrived','0218','',3,'{"spill":{"format":"bell-printer","number":"9053261224","service_class":"RES","borough":"OSH","name":"B\u00c9LANGER, A","address":"324 FIRST ST N","location":"APT 6","locality":"OSHAWA, OSHAWA","municipality":"OSHAWA","community":"OSHAWA","postal_code":"L1G 4B7","esn":"0047","call_number":"00554","position":"0218","number_status":"complete","lines":["326-1224 (905) RES OSH 26/11/27 07:02:00 #00554 Pos:0218","B\u00c9LANGER, A","324 FIRST ST N","APT 6","OSHAWA, OSHAWA L1G-4B7","ESN#: 0047","DUR REG POLICE","905-555-0100"],"service":{"code":"RES","meaning":"Residential","kind":"wireline","number":"yes","address":"yes","ring_back":"yes","ring_back_reason":"an ordinary line on the 9-1-1 network","tell":"Residence: verify number and address.","source":"D079, D129; 003:616"},"sent_at":"2026-11-27T07:02:00","agencies":[["DUR REG POLICE","9055550100"]]}}','[{"call":3,"legs":{},"values":{"address":"324 FIRST ST N","arrived_at":"2026-11-27T12:00:40.000125Z","call_number":"00554","name":"B\u00c9LANGER, A","number":"9053261224","position":"0218","service_class":"RES"}}]',3,'92bfc8762d1e79b31f63e5c565532599dc12074590efd64a1d5fb79b00e6ee7a','8e54ff17e5074a3b581aedaf9f04b4554968f2a266d9c465ce461e3a8b35321a','299cbb85eb0b187f7c4784d5406f82beb3d4c190e1bcb9d1a98bd473d460ba11');
CREATE TABLE spills (
    id INTEGER PRIMARY KEY,
    raw BLOB NOT NULL
) STRICT;
INSERT INTO "spills" VALUES(1,X'3332362D3132323420283930352920524553204F53482032362F31312F32372030373A30303A30302023303035353220506F733A303231380D0A42C94C414E4745522C20410D0A333234204649525354205354204E0D0A41505420360D0A4F53484157412C204F5348415741204C31472D3442370D0A45534E233A20303034370D0A4455522052454720504F4C4943450D0A3930352D3535352D303130300D0A');
INSERT INTO "spills" VALUES(2,X'3332362D3132323420283930352920524553204F53482032362F31312F32372030373A30313A30302023303035353320506F733A303231380D0A42C94C414E4745522C20410D0A333330204649525354205354204E0D0A41505420360D0A4F53484157412C204F5348415741204C31472D3442370D0A45534E233A20303034370D0A4455522052454720504F4C4943450D0A3930352D3535352D303130300D0A');
INSERT INTO "spills" VALUES(3,X'3332362D3132323420283930352920524553204F53482032362F31312F32372030373A30323A30302023303035353420506F733A303231380D0A42C94C414E4745522C20410D0A333234204649525354205354204E0D0A41505420360D0A4F53484157412C204F5348415741204C31472D3442370D0A45534E233A20303034370D0A4455522052454720504F4C4943450D0A3930352D3535352D303130300D0A');
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE TRIGGER spills_only_at_the_end BEFORE INSERT ON spills
WHEN EXISTS (SELECT 1 FROM spills WHERE id >= NEW.id)
BEGIN
    SELECT RAISE(ABORT, 'a spill is only ever added after the last');
END;
CREATE TRIGGER spills_no_update BEFORE UPDATE ON spills
BEGIN
    SELECT RAISE(ABORT, 'a spill is never changed');
END;
CREATE TRIGGER spills_no_delete BEFORE DELETE ON spills
BEGIN
    SELECT RAISE(ABORT, 'a spill is never removed');
END;
CREATE TRIGGER events_only_at_the_end BEFORE INSERT ON events
WHEN EXISTS (SELECT 1 FROM events WHERE id >= NEW.id)
BEGIN
    SELECT RAISE(ABORT, 'an event is only ever added after the last');
END;
CREATE TRIGGER events_no_update BEFORE UPDATE ON events
BEGIN
    SELECT RAISE(ABORT, 'an event is never changed');
END;
CREATE TRIGGER events_no_delete BEFORE DELETE ON events
BEGIN
    SELECT RAISE(ABORT, 'an event is never removed');
END;
CREATE INDEX past_calls_by_number ON calls (number) WHERE released_at IS NOT NULL;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('events',14);
COMMIT;
