-- A review as release 0.1.0 left it in SQLite: its own tables and views, with the records of released.py.
BEGIN TRANSACTION;
CREATE TABLE arms (
	page_key TEXT NOT NULL, 
	study INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	id TEXT, 
	label TEXT, 
	label_text TEXT, 
	label_start BIGINT, 
	label_end BIGINT, 
	label_derived TEXT, 
	role TEXT, 
	PRIMARY KEY (page_key, study, position), 
	FOREIGN KEY(page_key, study) REFERENCES studies (page_key, study) ON DELETE CASCADE
);
INSERT INTO "arms" VALUES('aaaa',0,0,'arm-1','exosomes','exosomes',200,208,NULL,'experimental');
INSERT INTO "arms" VALUES('aaaa',0,1,'arm-2','placebo','placebo',240,247,NULL,'comparator');
INSERT INTO "arms" VALUES('bbbb#1',0,0,'arm-1','exosomes','exosomes',200,208,NULL,'experimental');
INSERT INTO "arms" VALUES('bbbb#1',0,1,'arm-2','placebo','placebo',240,247,NULL,'comparator');
INSERT INTO "arms" VALUES('bbbb#2',0,0,'arm-1','exosomes','exosomes',200,208,NULL,'experimental');
INSERT INTO "arms" VALUES('bbbb#2',0,1,'arm-2','placebo','placebo',240,247,NULL,'comparator');
CREATE TABLE cell_sources (
	page_key TEXT NOT NULL, 
	study INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	tissue TEXT, 
	tissue_text TEXT, 
	tissue_start BIGINT, 
	tissue_end BIGINT, 
	tissue_derived TEXT, 
	cell_type TEXT, 
	cell_type_text TEXT, 
	cell_type_start BIGINT, 
	cell_type_end BIGINT, 
	cell_type_derived TEXT, 
	product TEXT, 
	product_text TEXT, 
	product_start BIGINT, 
	product_end BIGINT, 
	product_derived TEXT, 
	donor TEXT, 
	donor_text TEXT, 
	donor_start BIGINT, 
	donor_end BIGINT, 
	donor_derived TEXT, 
	species TEXT, 
	species_text TEXT, 
	species_start BIGINT, 
	species_end BIGINT, 
	species_derived TEXT, 
	tissue_id TEXT, 
	cell_type_id TEXT, 
	arm TEXT, 
	PRIMARY KEY (page_key, study, position), 
	FOREIGN KEY(page_key, study) REFERENCES studies (page_key, study) ON DELETE CASCADE
);
INSERT INTO "cell_sources" VALUES('aaaa',0,0,'placenta','placental',320,329,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'allogeneic','allogeneic',300,310,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "cell_sources" VALUES('aaaa',1,0,'placenta','placental',320,329,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'allogeneic','allogeneic',300,310,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "cell_sources" VALUES('bbbb#1',0,0,'placenta','placental',320,329,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'allogeneic','allogeneic',300,310,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "cell_sources" VALUES('bbbb#1',1,0,'placenta','placental',320,329,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'allogeneic','allogeneic',300,310,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "cell_sources" VALUES('bbbb#2',0,0,'placenta','placental',320,329,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'allogeneic','allogeneic',300,310,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "cell_sources" VALUES('bbbb#2',1,0,'placenta','placental',320,329,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'allogeneic','allogeneic',300,310,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE checks (
	page_key TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	code TEXT NOT NULL, 
	severity TEXT NOT NULL, 
	message TEXT NOT NULL, 
	facts TEXT NOT NULL, 
	PRIMARY KEY (page_key, position), 
	FOREIGN KEY(page_key) REFERENCES pages (page_key) ON DELETE CASCADE
);
INSERT INTO "checks" VALUES('aaaa',0,'arms','warning','Arms don''t add up.','/studies/0/participants/1');
INSERT INTO "checks" VALUES('aaaa',1,'encoding','info','The encoding is a guess.','');
INSERT INTO "checks" VALUES('bbbb#1',0,'arms','warning','Arms don''t add up.','/studies/0/participants/1');
INSERT INTO "checks" VALUES('bbbb#1',1,'encoding','info','The encoding is a guess.','');
INSERT INTO "checks" VALUES('bbbb#2',0,'arms','warning','Arms don''t add up.','/studies/0/participants/1');
INSERT INTO "checks" VALUES('bbbb#2',1,'encoding','info','The encoding is a guess.','');
CREATE TABLE doses (
	page_key TEXT NOT NULL, 
	study INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	amount NUMERIC, 
	amount_text TEXT, 
	amount_start BIGINT, 
	amount_end BIGINT, 
	amount_derived TEXT, 
	amount_high NUMERIC, 
	amount_high_text TEXT, 
	amount_high_start BIGINT, 
	amount_high_end BIGINT, 
	amount_high_derived TEXT, 
	unit TEXT, 
	basis TEXT, 
	volume_amount NUMERIC, 
	volume_amount_text TEXT, 
	volume_amount_start BIGINT, 
	volume_amount_end BIGINT, 
	volume_amount_derived TEXT, 
	volume_unit TEXT, 
	administrations NUMERIC, 
	administrations_text TEXT, 
	administrations_start BIGINT, 
	administrations_end BIGINT, 
	administrations_derived TEXT, 
	interval TEXT, 
	interval_text TEXT, 
	interval_start BIGINT, 
	interval_end BIGINT, 
	interval_derived TEXT, 
	duration TEXT, 
	duration_text TEXT, 
	duration_start BIGINT, 
	duration_end BIGINT, 
	duration_derived TEXT, 
	route TEXT, 
	route_text TEXT, 
	route_start BIGINT, 
	route_end BIGINT, 
	route_derived TEXT, 
	site TEXT, 
	site_text TEXT, 
	site_start BIGINT, 
	site_end BIGINT, 
	site_derived TEXT, 
	arm TEXT, 
	PRIMARY KEY (page_key, study, position), 
	FOREIGN KEY(page_key, study) REFERENCES studies (page_key, study) ON DELETE CASCADE
);
INSERT INTO "doses" VALUES('aaaa',0,0,20000000,'2 × 10^7',400,408,NULL,NULL,NULL,NULL,NULL,NULL,'{cells}','per_kg',2.5,'2.5',420,423,NULL,'mL',NULL,'several',430,437,NULL,'P2W','every 2 weeks',440,453,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "doses" VALUES('aaaa',1,0,20000000,'2 × 10^7',400,408,NULL,NULL,NULL,NULL,NULL,NULL,'{cells}','per_kg',2.5,'2.5',420,423,NULL,'mL',NULL,'several',430,437,NULL,'P2W','every 2 weeks',440,453,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "doses" VALUES('bbbb#1',0,0,20000000,'2 × 10^7',400,408,NULL,NULL,NULL,NULL,NULL,NULL,'{cells}','per_kg',2.5,'2.5',420,423,NULL,'mL',NULL,'several',430,437,NULL,'P2W','every 2 weeks',440,453,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "doses" VALUES('bbbb#1',1,0,20000000,'2 × 10^7',400,408,NULL,NULL,NULL,NULL,NULL,NULL,'{cells}','per_kg',2.5,'2.5',420,423,NULL,'mL',NULL,'several',430,437,NULL,'P2W','every 2 weeks',440,453,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "doses" VALUES('bbbb#2',0,0,20000000,'2 × 10^7',400,408,NULL,NULL,NULL,NULL,NULL,NULL,'{cells}','per_kg',2.5,'2.5',420,423,NULL,'mL',NULL,'several',430,437,NULL,'P2W','every 2 weeks',440,453,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "doses" VALUES('bbbb#2',1,0,20000000,'2 × 10^7',400,408,NULL,NULL,NULL,NULL,NULL,NULL,'{cells}','per_kg',2.5,'2.5',420,423,NULL,'mL',NULL,'several',430,437,NULL,'P2W','every 2 weeks',440,453,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE failures (
	place TEXT NOT NULL, 
	path TEXT NOT NULL, 
	entry BIGINT, 
	page_id TEXT NOT NULL, 
	stage TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	PRIMARY KEY (place)
);
INSERT INTO "failures" VALUES('pages/empty.txt','pages/empty.txt',NULL,'ffff','read','the file is empty');
CREATE TABLE follow_ups (
	page_key TEXT NOT NULL, 
	study INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	duration TEXT, 
	duration_text TEXT, 
	duration_start BIGINT, 
	duration_end BIGINT, 
	duration_derived TEXT, 
	statistic TEXT, 
	anchor TEXT, 
	anchor_text TEXT, 
	anchor_start BIGINT, 
	anchor_end BIGINT, 
	anchor_derived TEXT, 
	schedule TEXT, 
	schedule_text TEXT, 
	schedule_start BIGINT, 
	schedule_end BIGINT, 
	schedule_derived TEXT, 
	PRIMARY KEY (page_key, study, position), 
	FOREIGN KEY(page_key, study) REFERENCES studies (page_key, study) ON DELETE CASCADE
);
INSERT INTO "follow_ups" VALUES('aaaa',0,0,'P6M','six months',500,510,NULL,'median',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "follow_ups" VALUES('aaaa',1,0,'P6M','six months',500,510,NULL,'median',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "follow_ups" VALUES('bbbb#1',0,0,'P6M','six months',500,510,NULL,'median',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "follow_ups" VALUES('bbbb#1',1,0,'P6M','six months',500,510,NULL,'median',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "follow_ups" VALUES('bbbb#2',0,0,'P6M','six months',500,510,NULL,'median',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "follow_ups" VALUES('bbbb#2',1,0,'P6M','six months',500,510,NULL,'median',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE outcomes (
	page_key TEXT NOT NULL, 
	study INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	label TEXT, 
	label_text TEXT, 
	label_start BIGINT, 
	label_end BIGINT, 
	label_derived TEXT, 
	kind TEXT, 
	events NUMERIC, 
	events_text TEXT, 
	events_start BIGINT, 
	events_end BIGINT, 
	events_derived TEXT, 
	denominator NUMERIC, 
	denominator_text TEXT, 
	denominator_start BIGINT, 
	denominator_end BIGINT, 
	denominator_derived TEXT, 
	percent NUMERIC, 
	percent_text TEXT, 
	percent_start BIGINT, 
	percent_end BIGINT, 
	percent_derived TEXT, 
	unit TEXT, 
	arm TEXT, 
	time_point TEXT, 
	time_point_text TEXT, 
	time_point_start BIGINT, 
	time_point_end BIGINT, 
	time_point_derived TEXT, 
	PRIMARY KEY (page_key, study, position), 
	FOREIGN KEY(page_key, study) REFERENCES studies (page_key, study) ON DELETE CASCADE
);
INSERT INTO "outcomes" VALUES('aaaa',0,0,'closure','closure',600,607,NULL,'efficacy',11,'11',610,612,NULL,20,NULL,NULL,NULL,'participants: completed',55.5,'55.5',620,624,NULL,'patients','arm-1','P6M','six months',500,510,NULL);
INSERT INTO "outcomes" VALUES('aaaa',0,1,'patient''s fever','patient''s
fever',700,715,NULL,'adverse_event',0,'None',690,694,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'patients',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "outcomes" VALUES('bbbb#1',0,0,'closure','closure',600,607,NULL,'efficacy',11,'11',610,612,NULL,20,NULL,NULL,NULL,'participants: completed',55.5,'55.5',620,624,NULL,'patients','arm-1','P6M','six months',500,510,NULL);
INSERT INTO "outcomes" VALUES('bbbb#1',0,1,'patient''s fever','patient''s
fever',700,715,NULL,'adverse_event',0,'None',690,694,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'patients',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "outcomes" VALUES('bbbb#2',0,0,'closure','closure',600,607,NULL,'efficacy',11,'11',610,612,NULL,20,NULL,NULL,NULL,'participants: completed',55.5,'55.5',620,624,NULL,'patients','arm-1','P6M','six months',500,510,NULL);
INSERT INTO "outcomes" VALUES('bbbb#2',0,1,'patient''s fever','patient''s
fever',700,715,NULL,'adverse_event',0,'None',690,694,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'patients',NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE page_paths (
	place TEXT NOT NULL, 
	path TEXT NOT NULL, 
	entry BIGINT, 
	page_key TEXT NOT NULL, 
	PRIMARY KEY (place), 
	FOREIGN KEY(page_key) REFERENCES pages (page_key) ON DELETE CASCADE
);
INSERT INTO "page_paths" VALUES('pages/a.html','pages/a.html',NULL,'aaaa');
INSERT INTO "page_paths" VALUES('pages/copy of a.html','pages/copy of a.html',NULL,'aaaa');
INSERT INTO "page_paths" VALUES('pages/refs.ris#1','pages/refs.ris',1,'bbbb#1');
INSERT INTO "page_paths" VALUES('pages/refs.ris#2','pages/refs.ris',2,'bbbb#2');
CREATE TABLE pages (
	page_key TEXT NOT NULL, 
	page_id TEXT NOT NULL, 
	entry BIGINT, 
	path TEXT NOT NULL, 
	reader TEXT NOT NULL, 
	encoding TEXT NOT NULL, 
	language TEXT, 
	title TEXT, 
	journal TEXT, 
	year INTEGER, 
	pmid TEXT, 
	pmcid TEXT, 
	doi TEXT, 
	report_type TEXT NOT NULL, 
	record_hash TEXT NOT NULL, 
	record_json TEXT NOT NULL, 
	PRIMARY KEY (page_key)
);
INSERT INTO "pages" VALUES('aaaa','aaaa',NULL,'pages/a.html','generic','utf-8','en','Exosomes for “stubborn” fistulas: a patient''s view','Trials',2021,'123',NULL,'10.1000/1','trial_report','8a267d4728cf56f263a90d53596ab02470f715d6a68d5c4f9161c88b0e7d3947','{"schema_version":"1","page":{"id":"aaaa","path":"pages/a.html","reader":"generic","encoding":"utf-8","language":"en","title":"Exosomes for “stubborn” fistulas: a patient''s view","journal":"Trials","year":2021,"identifiers":{"pmid":"123","pmcid":null,"doi":"10.1000/1","registry":["NCT01234567","ISRCTN12345678"]},"report_type":"trial_report","sections":[{"label":"METHODS","start":90,"end":500,"duplicate_of":null}],"entry":null},"studies":[{"role":"reported","arms":[{"id":"arm-1","label":{"value":"exosomes","text":"exosomes","start":200,"end":208},"role":"experimental"},{"id":"arm-2","label":{"value":"placebo","text":"placebo","start":240,"end":247},"role":"comparator"}],"participants":[{"count":{"value":23,"text":"Twenty-three","start":100,"end":112},"status":"enrolled","arm":null,"unit":"patients"},{"count":{"value":12,"text":"12","start":210,"end":212},"status":"randomised","arm":"arm-1","unit":"patients"},{"count":{"value":20,"derived":"participants: completed"},"status":"analysed","arm":null,"unit":"patients"}],"cell_sources":[{"tissue":{"value":"placenta","text":"placental","start":320,"end":329},"cell_type":null,"product":null,"donor":{"value":"allogeneic","text":"allogeneic","start":300,"end":310},"species":null,"tissue_id":null,"cell_type_id":null,"arm":null}],"doses":[{"amount":{"value":20000000.0,"text":"2 × 10^7","start":400,"end":408},"amount_high":null,"unit":"{cells}","basis":"per_kg","volume":{"amount":{"value":2.5,"text":"2.5","start":420,"end":423},"unit":"mL"},"administrations":{"value":"several","text":"several","start":430,"end":437},"interval":{"value":"P2W","text":"every 2 weeks","start":440,"end":453},"duration":null,"route":null,"site":null,"arm":null}],"follow_ups":[{"duration":{"value":"P6M","text":"six months","start":500,"end":510},"statistic":"median","anchor":null,"schedule":null}],"outcomes":[{"label":{"value":"closure","text":"closure","start":600,"end":607},"kind":"efficacy","events":{"value":11,"text":"11","start":610,"end":612},"denominator":{"value":20,"derived":"participants: completed"},"percent":{"value":55.5,"text":"55.5","start":620,"end":624},"unit":"patients","arm":"arm-1","time_point":{"value":"P6M","text":"six months","start":500,"end":510}},{"label":{"value":"patient''s fever","text":"patient''s\nfever","start":700,"end":715},"kind":"adverse_event","events":{"value":0,"text":"None","start":690,"end":694},"denominator":null,"percent":null,"unit":"patients","arm":null,"time_point":null}]},{"role":"cited","arms":[],"participants":[{"count":{"value":23,"text":"Twenty-three","start":100,"end":112},"status":"enrolled","arm":null,"unit":"patients"},{"count":{"value":12,"text":"12","start":210,"end":212},"status":"randomised","arm":"arm-1","unit":"patients"},{"count":{"value":20,"derived":"participants: completed"},"status":"analysed","arm":null,"unit":"patients"}],"cell_sources":[{"tissue":{"value":"placenta","text":"placental","start":320,"end":329},"cell_type":null,"product":null,"donor":{"value":"allogeneic","text":"allogeneic","start":300,"end":310},"species":null,"tissue_id":null,"cell_type_id":null,"arm":null}],"doses":[{"amount":{"value":20000000.0,"text":"2 × 10^7","start":400,"end":408},"amount_high":null,"unit":"{cells}","basis":"per_kg","volume":{"amount":{"value":2.5,"text":"2.5","start":420,"end":423},"unit":"mL"},"administrations":{"value":"several","text":"several","start":430,"end":437},"interval":{"value":"P2W","text":"every 2 weeks","start":440,"end":453},"duration":null,"route":null,"site":null,"arm":null}],"follow_ups":[{"duration":{"value":"P6M","text":"six months","start":500,"end":510},"statistic":"median","anchor":null,"schedule":null}],"outcomes":[]}],"checks":[{"code":"arms","severity":"warning","message":"Arms don''t add up.","facts":["/studies/0/participants/1"]},{"code":"encoding","severity":"info","message":"The encoding is a guess.","facts":[]}]}');
INSERT INTO "pages" VALUES('bbbb#1','bbbb',1,'pages/refs.ris','generic','utf-8','en','Exosomes for “stubborn” fistulas: a patient''s view','Trials',2021,'123',NULL,'10.1000/1','trial_report','e91c3e75fe2c2c620fc1555b0cf37b09885bbc5612eead049cfed70d4a6e03b2','{"schema_version":"1","page":{"id":"bbbb","path":"pages/refs.ris","reader":"generic","encoding":"utf-8","language":"en","title":"Exosomes for “stubborn” fistulas: a patient''s view","journal":"Trials","year":2021,"identifiers":{"pmid":"123","pmcid":null,"doi":"10.1000/1","registry":["NCT01234567","ISRCTN12345678"]},"report_type":"trial_report","sections":[{"label":"METHODS","start":90,"end":500,"duplicate_of":null}],"entry":1},"studies":[{"role":"reported","arms":[{"id":"arm-1","label":{"value":"exosomes","text":"exosomes","start":200,"end":208},"role":"experimental"},{"id":"arm-2","label":{"value":"placebo","text":"placebo","start":240,"end":247},"role":"comparator"}],"participants":[{"count":{"value":23,"text":"Twenty-three","start":100,"end":112},"status":"enrolled","arm":null,"unit":"patients"},{"count":{"value":12,"text":"12","start":210,"end":212},"status":"randomised","arm":"arm-1","unit":"patients"},{"count":{"value":20,"derived":"participants: completed"},"status":"analysed","arm":null,"unit":"patients"}],"cell_sources":[{"tissue":{"value":"placenta","text":"placental","start":320,"end":329},"cell_type":null,"product":null,"donor":{"value":"allogeneic","text":"allogeneic","start":300,"end":310},"species":null,"tissue_id":null,"cell_type_id":null,"arm":null}],"doses":[{"amount":{"value":20000000.0,"text":"2 × 10^7","start":400,"end":408},"amount_high":null,"unit":"{cells}","basis":"per_kg","volume":{"amount":{"value":2.5,"text":"2.5","start":420,"end":423},"unit":"mL"},"administrations":{"value":"several","text":"several","start":430,"end":437},"interval":{"value":"P2W","text":"every 2 weeks","start":440,"end":453},"duration":null,"route":null,"site":null,"arm":null}],"follow_ups":[{"duration":{"value":"P6M","text":"six months","start":500,"end":510},"statistic":"median","anchor":null,"schedule":null}],"outcomes":[{"label":{"value":"closure","text":"closure","start":600,"end":607},"kind":"efficacy","events":{"value":11,"text":"11","start":610,"end":612},"denominator":{"value":20,"derived":"participants: completed"},"percent":{"value":55.5,"text":"55.5","start":620,"end":624},"unit":"patients","arm":"arm-1","time_point":{"value":"P6M","text":"six months","start":500,"end":510}},{"label":{"value":"patient''s fever","text":"patient''s\nfever","start":700,"end":715},"kind":"adverse_event","events":{"value":0,"text":"None","start":690,"end":694},"denominator":null,"percent":null,"unit":"patients","arm":null,"time_point":null}]},{"role":"cited","arms":[],"participants":[{"count":{"value":23,"text":"Twenty-three","start":100,"end":112},"status":"enrolled","arm":null,"unit":"patients"},{"count":{"value":12,"text":"12","start":210,"end":212},"status":"randomised","arm":"arm-1","unit":"patients"},{"count":{"value":20,"derived":"participants: completed"},"status":"analysed","arm":null,"unit":"patients"}],"cell_sources":[{"tissue":{"value":"placenta","text":"placental","start":320,"end":329},"cell_type":null,"product":null,"donor":{"value":"allogeneic","text":"allogeneic","start":300,"end":310},"species":null,"tissue_id":null,"cell_type_id":null,"arm":null}],"doses":[{"amount":{"value":20000000.0,"text":"2 × 10^7","start":400,"end":408},"amount_high":null,"unit":"{cells}","basis":"per_kg","volume":{"amount":{"value":2.5,"text":"2.5","start":420,"end":423},"unit":"mL"},"administrations":{"value":"several","text":"several","start":430,"end":437},"interval":{"value":"P2W","text":"every 2 weeks","start":440,"end":453},"duration":null,"route":null,"site":null,"arm":null}],"follow_ups":[{"duration":{"value":"P6M","text":"six months","start":500,"end":510},"statistic":"median","anchor":null,"schedule":null}],"outcomes":[]}],"checks":[{"code":"arms","severity":"warning","message":"Arms don''t add up.","facts":["/studies/0/participants/1"]},{"code":"encoding","severity":"info","message":"The encoding is a guess.","facts":[]}]}');
INSERT INTO "pages" VALUES('bbbb#2','bbbb',2,'pages/refs.ris','generic','utf-8','en','Exosomes for “stubborn” fistulas: a patient''s view','Trials',2021,'123',NULL,'10.1000/1','trial_report','d1ffea431f530adda0de7033e607a7e8e518f3d63b73c1d40c6fa85ee65f500a','{"schema_version":"1","page":{"id":"bbbb","path":"pages/refs.ris","reader":"generic","encoding":"utf-8","language":"en","title":"Exosomes for “stubborn” fistulas: a patient''s view","journal":"Trials","year":2021,"identifiers":{"pmid":"123","pmcid":null,"doi":"10.1000/1","registry":["NCT01234567","ISRCTN12345678"]},"report_type":"trial_report","sections":[{"label":"METHODS","start":90,"end":500,"duplicate_of":null}],"entry":2},"studies":[{"role":"reported","arms":[{"id":"arm-1","label":{"value":"exosomes","text":"exosomes","start":200,"end":208},"role":"experimental"},{"id":"arm-2","label":{"value":"placebo","text":"placebo","start":240,"end":247},"role":"comparator"}],"participants":[{"count":{"value":23,"text":"Twenty-three","start":100,"end":112},"status":"enrolled","arm":null,"unit":"patients"},{"count":{"value":12,"text":"12","start":210,"end":212},"status":"randomised","arm":"arm-1","unit":"patients"},{"count":{"value":20,"derived":"participants: completed"},"status":"analysed","arm":null,"unit":"patients"}],"cell_sources":[{"tissue":{"value":"placenta","text":"placental","start":320,"end":329},"cell_type":null,"product":null,"donor":{"value":"allogeneic","text":"allogeneic","start":300,"end":310},"species":null,"tissue_id":null,"cell_type_id":null,"arm":null}],"doses":[{"amount":{"value":20000000.0,"text":"2 × 10^7","start":400,"end":408},"amount_high":null,"unit":"{cells}","basis":"per_kg","volume":{"amount":{"value":2.5,"text":"2.5","start":420,"end":423},"unit":"mL"},"administrations":{"value":"several","text":"several","start":430,"end":437},"interval":{"value":"P2W","text":"every 2 weeks","start":440,"end":453},"duration":null,"route":null,"site":null,"arm":null}],"follow_ups":[{"duration":{"value":"P6M","text":"six months","start":500,"end":510},"statistic":"median","anchor":null,"schedule":null}],"outcomes":[{"label":{"value":"closure","text":"closure","start":600,"end":607},"kind":"efficacy","events":{"value":11,"text":"11","start":610,"end":612},"denominator":{"value":20,"derived":"participants: completed"},"percent":{"value":55.5,"text":"55.5","start":620,"end":624},"unit":"patients","arm":"arm-1","time_point":{"value":"P6M","text":"six months","start":500,"end":510}},{"label":{"value":"patient''s fever","text":"patient''s\nfever","start":700,"end":715},"kind":"adverse_event","events":{"value":0,"text":"None","start":690,"end":694},"denominator":null,"percent":null,"unit":"patients","arm":null,"time_point":null}]},{"role":"cited","arms":[],"participants":[{"count":{"value":23,"text":"Twenty-three","start":100,"end":112},"status":"enrolled","arm":null,"unit":"patients"},{"count":{"value":12,"text":"12","start":210,"end":212},"status":"randomised","arm":"arm-1","unit":"patients"},{"count":{"value":20,"derived":"participants: completed"},"status":"analysed","arm":null,"unit":"patients"}],"cell_sources":[{"tissue":{"value":"placenta","text":"placental","start":320,"end":329},"cell_type":null,"product":null,"donor":{"value":"allogeneic","text":"allogeneic","start":300,"end":310},"species":null,"tissue_id":null,"cell_type_id":null,"arm":null}],"doses":[{"amount":{"value":20000000.0,"text":"2 × 10^7","start":400,"end":408},"amount_high":null,"unit":"{cells}","basis":"per_kg","volume":{"amount":{"value":2.5,"text":"2.5","start":420,"end":423},"unit":"mL"},"administrations":{"value":"several","text":"several","start":430,"end":437},"interval":{"value":"P2W","text":"every 2 weeks","start":440,"end":453},"duration":null,"route":null,"site":null,"arm":null}],"follow_ups":[{"duration":{"value":"P6M","text":"six months","start":500,"end":510},"statistic":"median","anchor":null,"schedule":null}],"outcomes":[]}],"checks":[{"code":"arms","severity":"warning","message":"Arms don''t add up.","facts":["/studies/0/participants/1"]},{"code":"encoding","severity":"info","message":"The encoding is a guess.","facts":[]}]}');
CREATE TABLE participants (
	page_key TEXT NOT NULL, 
	study INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	count NUMERIC, 
	count_text TEXT, 
	count_start BIGINT, 
	count_end BIGINT, 
	count_derived TEXT, 
	status TEXT, 
	arm TEXT, 
	unit TEXT, 
	PRIMARY KEY (page_key, study, position), 
	FOREIGN KEY(page_key, study) REFERENCES studies (page_key, study) ON DELETE CASCADE
);
INSERT INTO "participants" VALUES('aaaa',0,0,23,'Twenty-three',100,112,NULL,'enrolled',NULL,'patients');
INSERT INTO "participants" VALUES('aaaa',0,1,12,'12',210,212,NULL,'randomised','arm-1','patients');
INSERT INTO "participants" VALUES('aaaa',0,2,20,NULL,NULL,NULL,'participants: completed','analysed',NULL,'patients');
INSERT INTO "participants" VALUES('aaaa',1,0,23,'Twenty-three',100,112,NULL,'enrolled',NULL,'patients');
INSERT INTO "participants" VALUES('aaaa',1,1,12,'12',210,212,NULL,'randomised','arm-1','patients');
INSERT INTO "participants" VALUES('aaaa',1,2,20,NULL,NULL,NULL,'participants: completed','analysed',NULL,'patients');
INSERT INTO "participants" VALUES('bbbb#1',0,0,23,'Twenty-three',100,112,NULL,'enrolled',NULL,'patients');
INSERT INTO "participants" VALUES('bbbb#1',0,1,12,'12',210,212,NULL,'randomised','arm-1','patients');
INSERT INTO "participants" VALUES('bbbb#1',0,2,20,NULL,NULL,NULL,'participants: completed','analysed',NULL,'patients');
INSERT INTO "participants" VALUES('bbbb#1',1,0,23,'Twenty-three',100,112,NULL,'enrolled',NULL,'patients');
INSERT INTO "participants" VALUES('bbbb#1',1,1,12,'12',210,212,NULL,'randomised','arm-1','patients');
INSERT INTO "participants" VALUES('bbbb#1',1,2,20,NULL,NULL,NULL,'participants: completed','analysed',NULL,'patients');
INSERT INTO "participants" VALUES('bbbb#2',0,0,23,'Twenty-three',100,112,NULL,'enrolled',NULL,'patients');
INSERT INTO "participants" VALUES('bbbb#2',0,1,12,'12',210,212,NULL,'randomised','arm-1','patients');
INSERT INTO "participants" VALUES('bbbb#2',0,2,20,NULL,NULL,NULL,'participants: completed','analysed',NULL,'patients');
INSERT INTO "participants" VALUES('bbbb#2',1,0,23,'Twenty-three',100,112,NULL,'enrolled',NULL,'patients');
INSERT INTO "participants" VALUES('bbbb#2',1,1,12,'12',210,212,NULL,'randomised','arm-1','patients');
INSERT INTO "participants" VALUES('bbbb#2',1,2,20,NULL,NULL,NULL,'participants: completed','analysed',NULL,'patients');
CREATE TABLE registry_ids (
	page_key TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	registry_id TEXT NOT NULL, 
	PRIMARY KEY (page_key, position), 
	FOREIGN KEY(page_key) REFERENCES pages (page_key) ON DELETE CASCADE
);
INSERT INTO "registry_ids" VALUES('aaaa',0,'NCT01234567');
INSERT INTO "registry_ids" VALUES('aaaa',1,'ISRCTN12345678');
INSERT INTO "registry_ids" VALUES('bbbb#1',0,'NCT01234567');
INSERT INTO "registry_ids" VALUES('bbbb#1',1,'ISRCTN12345678');
INSERT INTO "registry_ids" VALUES('bbbb#2',0,'NCT01234567');
INSERT INTO "registry_ids" VALUES('bbbb#2',1,'ISRCTN12345678');
CREATE TABLE studies (
	page_key TEXT NOT NULL, 
	study INTEGER NOT NULL, 
	role TEXT NOT NULL, 
	sample_size TEXT NOT NULL, 
	cell_source TEXT NOT NULL, 
	dose TEXT NOT NULL, 
	follow_up TEXT NOT NULL, 
	outcomes TEXT NOT NULL, 
	doubts TEXT NOT NULL, 
	PRIMARY KEY (page_key, study), 
	FOREIGN KEY(page_key) REFERENCES pages (page_key) ON DELETE CASCADE
);
INSERT INTO "studies" VALUES('aaaa',0,'reported','23 enrolled','allogeneic placenta','2 × 10^7 cells/kg, in 2.5 mL, several times, every 2 weeks','median 6 months','closure at 6 months: exosomes 11/20 (55.5%); patient''s fever: 0','Arms don''t add up.');
INSERT INTO "studies" VALUES('aaaa',1,'cited','23 enrolled','allogeneic placenta','2 × 10^7 cells/kg, in 2.5 mL, several times, every 2 weeks','median 6 months','','');
INSERT INTO "studies" VALUES('bbbb#1',0,'reported','23 enrolled','allogeneic placenta','2 × 10^7 cells/kg, in 2.5 mL, several times, every 2 weeks','median 6 months','closure at 6 months: exosomes 11/20 (55.5%); patient''s fever: 0','Arms don''t add up.');
INSERT INTO "studies" VALUES('bbbb#1',1,'cited','23 enrolled','allogeneic placenta','2 × 10^7 cells/kg, in 2.5 mL, several times, every 2 weeks','median 6 months','','');
INSERT INTO "studies" VALUES('bbbb#2',0,'reported','23 enrolled','allogeneic placenta','2 × 10^7 cells/kg, in 2.5 mL, several times, every 2 weeks','median 6 months','closure at 6 months: exosomes 11/20 (55.5%); patient''s fever: 0','Arms don''t add up.');
INSERT INTO "studies" VALUES('bbbb#2',1,'cited','23 enrolled','allogeneic placenta','2 × 10^7 cells/kg, in 2.5 mL, several times, every 2 weeks','median 6 months','','');
CREATE INDEX ix_pages_pmid ON pages (pmid);
CREATE INDEX ix_pages_report_type ON pages (report_type);
CREATE INDEX ix_pages_page_id ON pages (page_id);
CREATE INDEX ix_pages_pmcid ON pages (pmcid);
CREATE INDEX ix_pages_doi ON pages (doi);
CREATE INDEX ix_failures_path ON failures (path);
CREATE INDEX ix_page_paths_path ON page_paths (path);
CREATE INDEX ix_page_paths_page_key ON page_paths (page_key);
CREATE INDEX ix_registry_ids_registry_id ON registry_ids (registry_id);
CREATE INDEX ix_checks_code ON checks (code);
CREATE INDEX ix_participants_status ON participants (status);
CREATE INDEX ix_outcomes_kind ON outcomes (kind);
CREATE VIEW study_rows AS SELECT pages.path, pages.entry, pages.title, pages.journal, pages.year, pages.pmid, pages.doi, (SELECT group_concat(registry_ids.registry_id, ', ') AS aggregate_strings_1 
FROM registry_ids 
WHERE registry_ids.page_key = pages.page_key) AS registry_ids, pages.report_type, studies.role, studies.sample_size, studies.cell_source, studies.dose, studies.follow_up, studies.outcomes, studies.doubts, (SELECT count(*) AS count_1 
FROM checks 
WHERE checks.page_key = pages.page_key AND checks.severity != 'info') AS checks, pages.page_key, studies.study 
FROM pages JOIN studies ON pages.page_key = studies.page_key;
CREATE VIEW evidence AS SELECT pages.path, pages.entry, arms.study, 'arms' AS fact, arms.position, CAST(NULL AS TEXT) AS arm, 'label' AS field, CAST(arms.label AS TEXT) AS value, arms.label_text AS text, arms.label_start AS start, arms.label_end AS "end", arms.label_derived AS derived, pages.page_key 
FROM arms JOIN pages ON arms.page_key = pages.page_key 
WHERE arms.label IS NOT NULL UNION ALL SELECT pages.path, pages.entry, participants.study, 'participants' AS fact, participants.position, CAST(participants.arm AS TEXT) AS arm, 'count' AS field, CAST(participants.count AS TEXT) AS value, participants.count_text AS text, participants.count_start AS start, participants.count_end AS "end", participants.count_derived AS derived, pages.page_key 
FROM participants JOIN pages ON participants.page_key = pages.page_key 
WHERE participants.count IS NOT NULL UNION ALL SELECT pages.path, pages.entry, cell_sources.study, 'cell_sources' AS fact, cell_sources.position, CAST(cell_sources.arm AS TEXT) AS arm, 'tissue' AS field, CAST(cell_sources.tissue AS TEXT) AS value, cell_sources.tissue_text AS text, cell_sources.tissue_start AS start, cell_sources.tissue_end AS "end", cell_sources.tissue_derived AS derived, pages.page_key 
FROM cell_sources JOIN pages ON cell_sources.page_key = pages.page_key 
WHERE cell_sources.tissue IS NOT NULL UNION ALL SELECT pages.path, pages.entry, cell_sources.study, 'cell_sources' AS fact, cell_sources.position, CAST(cell_sources.arm AS TEXT) AS arm, 'cell_type' AS field, CAST(cell_sources.cell_type AS TEXT) AS value, cell_sources.cell_type_text AS text, cell_sources.cell_type_start AS start, cell_sources.cell_type_end AS "end", cell_sources.cell_type_derived AS derived, pages.page_key 
FROM cell_sources JOIN pages ON cell_sources.page_key = pages.page_key 
WHERE cell_sources.cell_type IS NOT NULL UNION ALL SELECT pages.path, pages.entry, cell_sources.study, 'cell_sources' AS fact, cell_sources.position, CAST(cell_sources.arm AS TEXT) AS arm, 'product' AS field, CAST(cell_sources.product AS TEXT) AS value, cell_sources.product_text AS text, cell_sources.product_start AS start, cell_sources.product_end AS "end", cell_sources.product_derived AS derived, pages.page_key 
FROM cell_sources JOIN pages ON cell_sources.page_key = pages.page_key 
WHERE cell_sources.product IS NOT NULL UNION ALL SELECT pages.path, pages.entry, cell_sources.study, 'cell_sources' AS fact, cell_sources.position, CAST(cell_sources.arm AS TEXT) AS arm, 'donor' AS field, CAST(cell_sources.donor AS TEXT) AS value, cell_sources.donor_text AS text, cell_sources.donor_start AS start, cell_sources.donor_end AS "end", cell_sources.donor_derived AS derived, pages.page_key 
FROM cell_sources JOIN pages ON cell_sources.page_key = pages.page_key 
WHERE cell_sources.donor IS NOT NULL UNION ALL SELECT pages.path, pages.entry, cell_sources.study, 'cell_sources' AS fact, cell_sources.position, CAST(cell_sources.arm AS TEXT) AS arm, 'species' AS field, CAST(cell_sources.species AS TEXT) AS value, cell_sources.species_text AS text, cell_sources.species_start AS start, cell_sources.species_end AS "end", cell_sources.species_derived AS derived, pages.page_key 
FROM cell_sources JOIN pages ON cell_sources.page_key = pages.page_key 
WHERE cell_sources.species IS NOT NULL UNION ALL SELECT pages.path, pages.entry, doses.study, 'doses' AS fact, doses.position, CAST(doses.arm AS TEXT) AS arm, 'amount' AS field, CAST(doses.amount AS TEXT) AS value, doses.amount_text AS text, doses.amount_start AS start, doses.amount_end AS "end", doses.amount_derived AS derived, pages.page_key 
FROM doses JOIN pages ON doses.page_key = pages.page_key 
WHERE doses.amount IS NOT NULL UNION ALL SELECT pages.path, pages.entry, doses.study, 'doses' AS fact, doses.position, CAST(doses.arm AS TEXT) AS arm, 'amount_high' AS field, CAST(doses.amount_high AS TEXT) AS value, doses.amount_high_text AS text, doses.amount_high_start AS start, doses.amount_high_end AS "end", doses.amount_high_derived AS derived, pages.page_key 
FROM doses JOIN pages ON doses.page_key = pages.page_key 
WHERE doses.amount_high IS NOT NULL UNION ALL SELECT pages.path, pages.entry, doses.study, 'doses' AS fact, doses.position, CAST(doses.arm AS TEXT) AS arm, 'volume.amount' AS field, CAST(doses.volume_amount AS TEXT) AS value, doses.volume_amount_text AS text, doses.volume_amount_start AS start, doses.volume_amount_end AS "end", doses.volume_amount_derived AS derived, pages.page_key 
FROM doses JOIN pages ON doses.page_key = pages.page_key 
WHERE doses.volume_amount IS NOT NULL UNION ALL SELECT pages.path, pages.entry, doses.study, 'doses' AS fact, doses.position, CAST(doses.arm AS TEXT) AS arm, 'administrations' AS field, CAST(doses.administrations AS TEXT) AS value, doses.administrations_text AS text, doses.administrations_start AS start, doses.administrations_end AS "end", doses.administrations_derived AS derived, pages.page_key 
FROM doses JOIN pages ON doses.page_key = pages.page_key 
WHERE doses.administrations IS NOT NULL UNION ALL SELECT pages.path, pages.entry, doses.study, 'doses' AS fact, doses.position, CAST(doses.arm AS TEXT) AS arm, 'interval' AS field, CAST(doses.interval AS TEXT) AS value, doses.interval_text AS text, doses.interval_start AS start, doses.interval_end AS "end", doses.interval_derived AS derived, pages.page_key 
FROM doses JOIN pages ON doses.page_key = pages.page_key 
WHERE doses.interval IS NOT NULL UNION ALL SELECT pages.path, pages.entry, doses.study, 'doses' AS fact, doses.position, CAST(doses.arm AS TEXT) AS arm, 'duration' AS field, CAST(doses.duration AS TEXT) AS value, doses.duration_text AS text, doses.duration_start AS start, doses.duration_end AS "end", doses.duration_derived AS derived, pages.page_key 
FROM doses JOIN pages ON doses.page_key = pages.page_key 
WHERE doses.duration IS NOT NULL UNION ALL SELECT pages.path, pages.entry, doses.study, 'doses' AS fact, doses.position, CAST(doses.arm AS TEXT) AS arm, 'route' AS field, CAST(doses.route AS TEXT) AS value, doses.route_text AS text, doses.route_start AS start, doses.route_end AS "end", doses.route_derived AS derived, pages.page_key 
FROM doses JOIN pages ON doses.page_key = pages.page_key 
WHERE doses.route IS NOT NULL UNION ALL SELECT pages.path, pages.entry, doses.study, 'doses' AS fact, doses.position, CAST(doses.arm AS TEXT) AS arm, 'site' AS field, CAST(doses.site AS TEXT) AS value, doses.site_text AS text, doses.site_start AS start, doses.site_end AS "end", doses.site_derived AS derived, pages.page_key 
FROM doses JOIN pages ON doses.page_key = pages.page_key 
WHERE doses.site IS NOT NULL UNION ALL SELECT pages.path, pages.entry, follow_ups.study, 'follow_ups' AS fact, follow_ups.position, CAST(NULL AS TEXT) AS arm, 'duration' AS field, CAST(follow_ups.duration AS TEXT) AS value, follow_ups.duration_text AS text, follow_ups.duration_start AS start, follow_ups.duration_end AS "end", follow_ups.duration_derived AS derived, pages.page_key 
FROM follow_ups JOIN pages ON follow_ups.page_key = pages.page_key 
WHERE follow_ups.duration IS NOT NULL UNION ALL SELECT pages.path, pages.entry, follow_ups.study, 'follow_ups' AS fact, follow_ups.position, CAST(NULL AS TEXT) AS arm, 'anchor' AS field, CAST(follow_ups.anchor AS TEXT) AS value, follow_ups.anchor_text AS text, follow_ups.anchor_start AS start, follow_ups.anchor_end AS "end", follow_ups.anchor_derived AS derived, pages.page_key 
FROM follow_ups JOIN pages ON follow_ups.page_key = pages.page_key 
WHERE follow_ups.anchor IS NOT NULL UNION ALL SELECT pages.path, pages.entry, follow_ups.study, 'follow_ups' AS fact, follow_ups.position, CAST(NULL AS TEXT) AS arm, 'schedule' AS field, CAST(follow_ups.schedule AS TEXT) AS value, follow_ups.schedule_text AS text, follow_ups.schedule_start AS start, follow_ups.schedule_end AS "end", follow_ups.schedule_derived AS derived, pages.page_key 
FROM follow_ups JOIN pages ON follow_ups.page_key = pages.page_key 
WHERE follow_ups.schedule IS NOT NULL UNION ALL SELECT pages.path, pages.entry, outcomes.study, 'outcomes' AS fact, outcomes.position, CAST(outcomes.arm AS TEXT) AS arm, 'label' AS field, CAST(outcomes.label AS TEXT) AS value, outcomes.label_text AS text, outcomes.label_start AS start, outcomes.label_end AS "end", outcomes.label_derived AS derived, pages.page_key 
FROM outcomes JOIN pages ON outcomes.page_key = pages.page_key 
WHERE outcomes.label IS NOT NULL UNION ALL SELECT pages.path, pages.entry, outcomes.study, 'outcomes' AS fact, outcomes.position, CAST(outcomes.arm AS TEXT) AS arm, 'events' AS field, CAST(outcomes.events AS TEXT) AS value, outcomes.events_text AS text, outcomes.events_start AS start, outcomes.events_end AS "end", outcomes.events_derived AS derived, pages.page_key 
FROM outcomes JOIN pages ON outcomes.page_key = pages.page_key 
WHERE outcomes.events IS NOT NULL UNION ALL SELECT pages.path, pages.entry, outcomes.study, 'outcomes' AS fact, outcomes.position, CAST(outcomes.arm AS TEXT) AS arm, 'denominator' AS field, CAST(outcomes.denominator AS TEXT) AS value, outcomes.denominator_text AS text, outcomes.denominator_start AS start, outcomes.denominator_end AS "end", outcomes.denominator_derived AS derived, pages.page_key 
FROM outcomes JOIN pages ON outcomes.page_key = pages.page_key 
WHERE outcomes.denominator IS NOT NULL UNION ALL SELECT pages.path, pages.entry, outcomes.study, 'outcomes' AS fact, outcomes.position, CAST(outcomes.arm AS TEXT) AS arm, 'percent' AS field, CAST(outcomes.percent AS TEXT) AS value, outcomes.percent_text AS text, outcomes.percent_start AS start, outcomes.percent_end AS "end", outcomes.percent_derived AS derived, pages.page_key 
FROM outcomes JOIN pages ON outcomes.page_key = pages.page_key 
WHERE outcomes.percent IS NOT NULL UNION ALL SELECT pages.path, pages.entry, outcomes.study, 'outcomes' AS fact, outcomes.position, CAST(outcomes.arm AS TEXT) AS arm, 'time_point' AS field, CAST(outcomes.time_point AS TEXT) AS value, outcomes.time_point_text AS text, outcomes.time_point_start AS start, outcomes.time_point_end AS "end", outcomes.time_point_derived AS derived, pages.page_key 
FROM outcomes JOIN pages ON outcomes.page_key = pages.page_key 
WHERE outcomes.time_point IS NOT NULL;
COMMIT;
