-- A journal of version 1: two calls, seven events, two spills. Made by the program of its time and never edited.
PRAGMA application_id = 959525226;
PRAGMA user_version = 1;
BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'journal','version_1','2026-11-22 03:56:29.985750+00:00');
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
    legs TEXT NOT NULL
) STRICT;
INSERT INTO "calls" VALUES(1,'9053260001','RES',NULL,NULL,'BÉLANGER, A',NULL,'2026-11-22T12:03:00.000125Z',NULL,NULL,'[{"agency":"oshawa-fire","answered_at":null,"contact_at":null,"dialled_at":null,"digits":"*23","leg":1,"outcome":"answered","rings":2}]');
INSERT INTO "calls" VALUES(2,'9053260002','RES',NULL,NULL,'BÉLANGER, A',NULL,'2026-11-22T12:06:00.000125Z','2026-11-22T12:07:39.000125Z','released','[{"agency":"oshawa-fire","answered_at":null,"contact_at":null,"dialled_at":null,"digits":"*23","leg":1,"outcome":"answered","rings":2}]');
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
INSERT INTO "events" VALUES(1,'2026-11-22T12:03:00.000125Z','spill_arrived','02','AB',1,'{"format":"bell-printer"}','[{"call":1,"legs":{},"values":{"arrived_at":"2026-11-22T12:03:00.000125Z","name":"B\u00c9LANGER, A","number":"9053260001","service_class":"RES"}}]',1,'aa6e75add731188e81b4f2cd70c6f30b27e43d25ddaa04d77a66886c5e52efd7','0000000000000000000000000000000000000000000000000000000000000000','9b324ee9c520659c0768fea79171ba5b63191340f594b50a0bfce58fb232e7f2');
INSERT INTO "events" VALUES(2,'2026-11-22T12:03:00.000125Z','call_began','02','AB',1,'{}','[]',NULL,NULL,'9b324ee9c520659c0768fea79171ba5b63191340f594b50a0bfce58fb232e7f2','5390534ee5e60eb42598582bd0673ebe4dac6a130d19cd81a7ed6b7147ce6038');
INSERT INTO "events" VALUES(3,'2026-11-22T12:03:09.000125Z','key_pressed','02','AB',1,'{"key":"F8"}','[{"call":1,"legs":{"1":{"agency":"oshawa-fire","digits":"*23","outcome":"answered","rings":2}},"values":{}}]',NULL,NULL,'5390534ee5e60eb42598582bd0673ebe4dac6a130d19cd81a7ed6b7147ce6038','dd5eae609c8d133de063f9ad62c5b106a1685071a60bfee851cf3c8c3b841d4c');
INSERT INTO "events" VALUES(4,'2026-11-22T12:06:00.000125Z','spill_arrived','02','AB',2,'{"format":"bell-printer"}','[{"call":2,"legs":{},"values":{"arrived_at":"2026-11-22T12:06:00.000125Z","name":"B\u00c9LANGER, A","number":"9053260002","service_class":"RES"}}]',2,'3c8c56b8b4b61cd2aff4d8626bfab3416f777c2e53aba2403cae76380598fa55','dd5eae609c8d133de063f9ad62c5b106a1685071a60bfee851cf3c8c3b841d4c','c517d08919a0efdefe99a5464cfb252ef06f5e531ee5442aa729ffeed8cc5b4a');
INSERT INTO "events" VALUES(5,'2026-11-22T12:06:00.000125Z','call_began','02','AB',2,'{}','[]',NULL,NULL,'c517d08919a0efdefe99a5464cfb252ef06f5e531ee5442aa729ffeed8cc5b4a','ccd98ce5ac88f318d220190d11718f4b90348a741141fa7e3773b3d4b6a4814b');
INSERT INTO "events" VALUES(6,'2026-11-22T12:06:09.000125Z','key_pressed','02','AB',2,'{"key":"F8"}','[{"call":2,"legs":{"1":{"agency":"oshawa-fire","digits":"*23","outcome":"answered","rings":2}},"values":{}}]',NULL,NULL,'ccd98ce5ac88f318d220190d11718f4b90348a741141fa7e3773b3d4b6a4814b','a08dfd9f35f6319c7070db36df0480119a93998950b235515c02aabb78312104');
INSERT INTO "events" VALUES(7,'2026-11-22T12:07:39.000125Z','released','02','',2,'{}','[{"call":2,"legs":{},"values":{"how_ended":"released","released_at":"2026-11-22T12:07:39.000125Z"}}]',NULL,NULL,'a08dfd9f35f6319c7070db36df0480119a93998950b235515c02aabb78312104','c7db64bcd04b5d5eea73453c9356c4b0f461402f28b51f4ab398947c09c5d1c0');
CREATE TABLE spills (
    id INTEGER PRIMARY KEY,
    raw BLOB NOT NULL
) STRICT;
INSERT INTO "spills" VALUES(1,X'3332362D30303031202839303529205245530D0A00FF');
INSERT INTO "spills" VALUES(2,X'3332362D30303032202839303529205245530D0A00FF');
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
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('events',7);
COMMIT;
