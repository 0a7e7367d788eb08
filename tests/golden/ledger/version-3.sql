PRAGMA application_id = 1245926490;
PRAGMA user_version = 3;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE area (
  no        INTEGER PRIMARY KEY CHECK (no BETWEEN 1 AND 4194303),
  name      TEXT NOT NULL UNIQUE,
  algorithm TEXT NOT NULL CHECK (algorithm IN ('sha256', 'sm3')),
  keys      INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO area VALUES(1,'990101','sha256',256);
INSERT INTO area VALUES(2,'青浦县','sm3',256);
CREATE TABLE label (
  label TEXT NOT NULL,
  area  INTEGER NOT NULL,
  PRIMARY KEY (label, area)
) STRICT, WITHOUT ROWID;
INSERT INTO label VALUES('岚湖区',1);
CREATE TABLE record (
  place       INTEGER PRIMARY KEY,
  recorded_at INTEGER NOT NULL,
  kind        INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 4),
  heading     TEXT,
  body        TEXT NOT NULL,
  chain       BLOB NOT NULL CHECK (length(chain) = 32)
) STRICT;
INSERT INTO record VALUES(1099511627777,1764000000000000,1,'{"request":"r0","actor":"张三","reason":"一月数","content":"297496f4f6c7420f17b4f291f1219f84967300a77c5d5afe121280e55a6ba8cc","records":3,"new_vintages":1}','{"area_code":"990101","area":"岚湖区","indicator":"地区生产总值","period":"2025Q1","span":"cumulative","value":"101.70","unit":"亿元","growth_pct":"5.1","status":"published","published":"2025-04-20","source":"岚湖区统计月报","place":{"file":"月报.xlsx","sheet":"一","cell":"C4"}}',X'7efab746d6957e2fe79e74a2c189e631ab6fb66334cc1f64c84cdb1e8dd3f0f5');
INSERT INTO record VALUES(1099511627778,1764000000000000,1,NULL,'{"area_code":"990101","area":"岚湖区","indicator":"一般公共预算收入","period":"2025Q1","span":"cumulative","value":"12.30","unit":"亿元","status":"published","published":"2025-04-11","source":"岚湖区统计月报","place":{"file":"月报.xlsx","sheet":"一","cell":"C4"}}',X'78bcbc96350228f8a7c9a4384967ef18367fd7f637bfedb3858be58d461d176b');
INSERT INTO record VALUES(1099511627779,1764000000000000,1,NULL,'{"area_code":"990101","area":"岚湖区","indicator":"一般公共预算收入","period":"2025Q1","span":"cumulative","unit":"亿元","growth_pct":"6.4","status":"published","published":"2025-04-12","source":"岚湖区统计月报","place":{"file":"月报.xlsx","sheet":"一","cell":"C4"}}',X'b049a0ffd727277f173e1d178b73f476b9349d5d7e66524956ac907ab8dde7a5');
INSERT INTO record VALUES(1099511627780,1764000060000000,1,'{"request":"r1","actor":"李四","reason":"快报","content":"371d5997821727ae46891449d57b1fe8790146b18369706161a54117a1377165","records":1}','{"area_code":"990101","area":"岚湖区","indicator":"用电量","period":"2025H1","span":"cumulative","value":"30.5","unit":"亿元","growth_pct":"0.1","status":"published","published":"2025-07-10","source":"岚湖区统计月报","place":{"file":"月报.xlsx","sheet":"一","cell":"C4"}}',X'34163ce036dbbc75a7cf98fc6074e00112e67f3ba9047607d05466282bc46dda');
INSERT INTO record VALUES(1099511627781,1764000120000000,1,'{"request":"r2","actor":"李四","reason":"快报","content":"c6cdaf54a60fda89fdee5620adede89ff46a6056c404e3f137622ae5f58d3dad","records":1,"new_vintages":1}','{"area_code":"990101","area":"岚湖区","indicator":"用电量","period":"2025H1","span":"cumulative","value":"31.5","unit":"亿元","growth_pct":"1.1","status":"published","published":"2025-08-11","source":"岚湖区统计月报","place":{"file":"月报.xlsx","sheet":"一","cell":"C4"}}',X'06e28adce7077ec58067f2354d9d5521075c1b09897bcfa397a7da8a23603805');
INSERT INTO record VALUES(1099511627782,1764000180000000,1,'{"request":"r3","actor":"李四","reason":"快报","content":"253917703ce9ac42f431d75029e94b374a9b4410b8a5a85a1ab96947ac5f91a4","records":1,"new_vintages":1}','{"area_code":"990101","area":"岚湖区","indicator":"用电量","period":"2025H1","span":"cumulative","value":"32.5","unit":"亿元","growth_pct":"2.1","status":"published","published":"2025-09-12","source":"岚湖区统计月报","place":{"file":"月报.xlsx","sheet":"一","cell":"C4"}}',X'b7c937f59a5bb76c5b490fafc7cc16b376cb3db27acd54ebf9ee6eb4a9765892');
INSERT INTO record VALUES(1099511627783,1764000240000000,1,'{"request":"r4","actor":"李四","reason":"快报","content":"d956fdcf36cff921f3b73f962f3d99be66a5313914b7a0fd07b431eea17e6def","records":1,"new_vintages":1}','{"area_code":"990101","area":"岚湖区","indicator":"用电量","period":"2025H1","span":"cumulative","value":"33.5","unit":"亿元","growth_pct":"3.1","status":"published","published":"2025-07-13","source":"岚湖区统计月报","place":{"file":"月报.xlsx","sheet":"一","cell":"C4"}}',X'ab3a8f5b7e9ad1af7566895dc7dd4c4e03c1ec495b3708387c0d6919a4fb4985');
INSERT INTO record VALUES(1099511627784,1764000300000000,1,'{"request":"r5","actor":"李四","reason":"快报","content":"88a813c9fb04a0db9f6758a81d670f22101e926ff4c90adc6b1f6e6719228567","records":1,"new_vintages":1}','{"area_code":"990101","area":"岚湖区","indicator":"用电量","period":"2025H1","span":"cumulative","value":"34.5","unit":"亿元","growth_pct":"4.1","status":"estimate","published":"2025-08-14","source":"岚湖区统计月报","place":{"file":"月报.xlsx","sheet":"一","cell":"C4"}}',X'5267b63e5c6e019ef99e3e52888ddb2532b746a56a302223882e67836f33114c');
INSERT INTO record VALUES(1099511627785,1764000360000000,1,'{"request":"r6","actor":"李四","reason":"快报","content":"97290b492293a13d4d8b27bb6eb3b44bfccc458615581068458cdba364284729","records":1,"new_vintages":1}','{"area_code":"990101","area":"岚湖区","indicator":"用电量","period":"2025H1","span":"cumulative","value":"35.5","unit":"亿元","growth_pct":"5.1","status":"published","published":"2025-09-15","source":"岚湖区统计月报","place":{"file":"月报.xlsx","sheet":"一","cell":"C4"}}',X'2d5a06f9bde75c4467efd9906eb8f42a06b0e743ac21055fb2c0bf6f2846463a');
INSERT INTO record VALUES(1099511627786,1764000420000000,1,'{"request":"r7","actor":"李四","reason":"快报","content":"922e7312d3c57f653fcb928e479029440ffcd74fb38ba6ef9610ce575178851b","records":1,"new_vintages":1}','{"area_code":"990101","area":"岚湖区","indicator":"用电量","period":"2025H1","span":"cumulative","value":"36.5","unit":"亿元","growth_pct":"6.1","status":"published","published":"2025-07-16","source":"岚湖区统计月报","place":{"file":"月报.xlsx","sheet":"一","cell":"C4"}}',X'332123175ee4189c657ae387e7a6fe77f7114b80b1d7a5865a071686b9d4d26e');
INSERT INTO record VALUES(1099511627787,1764000480000000,1,'{"request":"r8","actor":"李四","reason":"快报","content":"b74c47b2345ab6fa08d4bca024ab810dfd41a0fb21a857957391a0dc8b033570","records":1,"new_vintages":1}','{"area_code":"990101","area":"岚湖区","indicator":"用电量","period":"2025H1","span":"cumulative","value":"37.5","unit":"亿元","growth_pct":"0.1","status":"published","published":"2025-08-17","source":"岚湖区统计月报","place":{"file":"月报.xlsx","sheet":"一","cell":"C4"}}',X'2632447aa33fda945b39c8175cc836eb013283efba599d23790350a9ec54ae0c');
INSERT INTO record VALUES(1099511627788,1764000540000000,1,'{"request":"r9","actor":"李四","reason":"快报","content":"0b1bf5aed767807b136bcf4dcdb13760fa0fc4f1f8dcb21bc2d776cab69e84f9","records":1,"new_vintages":1}','{"area_code":"990101","area":"岚湖区","indicator":"用电量","period":"2025H1","span":"cumulative","value":"38.5","unit":"亿元","growth_pct":"1.1","status":"published","published":"2025-09-18","source":"岚湖区统计月报","place":{"file":"月报.xlsx","sheet":"一","cell":"C4"}}',X'5f1e786d399fe67afcdc984e1774228b58e82b7b7ff3eb46a0453af1e7efb76c');
INSERT INTO record VALUES(1099511627789,1764000600000000,1,'{"request":"r10","actor":"李四","reason":"快报","content":"58341e98bb366b0e6bca6c6568af4c518786d8fdf51fddc142a0b061a0fef983","records":1,"new_vintages":1}','{"area_code":"990101","area":"岚湖区","indicator":"用电量","period":"2025H1","span":"cumulative","value":"39.5","unit":"亿元","growth_pct":"2.1","status":"published","published":"2025-07-19","source":"岚湖区统计月报","place":{"file":"月报.xlsx","sheet":"一","cell":"C4"}}',X'fe15bfb8536b73fd3b4eb17c6dbad48b0d43e183b839db0c01d0cdccb78db96e');
INSERT INTO record VALUES(1099511627790,1764000660000000,1,'{"request":"r11","actor":"李四","reason":"快报","content":"0424cb051dde02c87e5a45e48eedefc31fd052049909285af017875b18ce681c","records":1,"new_vintages":1}','{"area_code":"990101","area":"岚湖区","indicator":"用电量","period":"2025H1","span":"cumulative","value":"40.5","unit":"亿元","growth_pct":"3.1","status":"published","published":"2025-08-20","source":"岚湖区统计月报","place":{"file":"月报.xlsx","sheet":"一","cell":"C4"}}',X'2212c049c01f5937fe8fe59a79df5dc902936c4139ff701c741f16540e05c8b1');
INSERT INTO record VALUES(1099511627791,1764000720000000,1,'{"request":"r12","actor":"李四","reason":"快报","content":"cd442a010cf213fc411ae7bb63b842f65289f7c8e282553599f6b7cec9e6eeb5","records":1,"new_vintages":1}','{"area_code":"990101","area":"岚湖区","indicator":"用电量","period":"2025H1","span":"cumulative","value":"41.5","unit":"亿元","growth_pct":"4.1","status":"published","published":"2025-09-21","source":"岚湖区统计月报","place":{"file":"月报.xlsx","sheet":"一","cell":"C4"}}',X'0327e0d0ba2d780492bb78fd2fcc23aef7f2ceb3ec837e97fbcdc17f8d73589d');
INSERT INTO record VALUES(1099511627792,1764000780000000,1,'{"request":"r13","actor":"李四","reason":"快报","content":"a269eb2d35edb647c549a90845146eaff1da01c43caae52cf7e872e2ebc7c516","records":1,"new_vintages":1}','{"area_code":"990101","area":"岚湖区","indicator":"用电量","period":"2025H1","span":"cumulative","value":"42.5","unit":"亿元","growth_pct":"5.1","status":"published","published":"2025-07-22","source":"岚湖区统计月报","place":{"file":"月报.xlsx","sheet":"一","cell":"C4"}}',X'1da598a0157865bf1c254871de3553f91311d24d5017844bcc5f14757861a791');
INSERT INTO record VALUES(1099511627793,1764000840000000,1,'{"request":"r14","actor":"李四","reason":"快报","content":"22d44536a21e58191dfc809f14cabb67880e4b144c72ad05c944eb007f8db50c","records":1,"new_vintages":1}','{"area_code":"990101","area":"岚湖区","indicator":"用电量","period":"2025H1","span":"cumulative","value":"43.5","unit":"亿元","growth_pct":"6.1","status":"estimate","published":"2025-08-23","source":"岚湖区统计月报","place":{"file":"月报.xlsx","sheet":"一","cell":"C4"}}',X'b4510f8eddf1c030d770b0d8c1d669b5f84e34ada2bda64be57d25161f866085');
INSERT INTO record VALUES(1099511627794,1764000900000000,1,'{"request":"r15","actor":"李四","reason":"快报","content":"e09de3cfab7f5b2b741e6bc88269eb24cdefdd0700d5c113ec0e374319c946aa","records":1,"new_vintages":1}','{"area_code":"990101","area":"岚湖区","indicator":"用电量","period":"2025H1","span":"cumulative","value":"44.5","unit":"亿元","growth_pct":"0.1","status":"published","published":"2025-09-24","source":"岚湖区统计月报","place":{"file":"月报.xlsx","sheet":"一","cell":"C4"}}',X'c1823a40f8cec2f603f09d8a48c0d04c616faa24357d26cd68ce95a3dc5166b2');
INSERT INTO record VALUES(1099511627795,1764000960000000,1,'{"request":"r16","actor":"李四","reason":"快报","content":"c5f0938beed54cb64f3f5dfa952e7b1d8b5faa1a3a6ad9bfbce9de6f42e03939","records":1,"new_vintages":1}','{"area_code":"990101","area":"岚湖区","indicator":"用电量","period":"2025H1","span":"cumulative","value":"45.5","unit":"亿元","growth_pct":"1.1","status":"published","published":"2025-07-25","source":"岚湖区统计月报","place":{"file":"月报.xlsx","sheet":"一","cell":"C4"}}',X'704a61008f1e26786bb836c0f97fe621a6b97f48b611a72ab2e577baf43fb17e');
INSERT INTO record VALUES(1099511627796,1764001020000000,1,'{"request":"r17","actor":"李四","reason":"快报","content":"e64effacbef1cf64017491a88a317afe9d20a16584d2c08e13ff091ddd364512","records":1,"new_vintages":1}','{"area_code":"990101","area":"岚湖区","indicator":"用电量","period":"2025H1","span":"cumulative","value":"46.5","unit":"亿元","growth_pct":"2.1","status":"published","published":"2025-08-26","source":"岚湖区统计月报","place":{"file":"月报.xlsx","sheet":"一","cell":"C4"}}',X'bdd73945729006cdd2daab7f044d4a0e5c0e4206be74c56205933728db60be02');
INSERT INTO record VALUES(1099511627797,1764001080000000,1,'{"request":"r18","actor":"李四","reason":"快报","content":"09798223d688eb8958d54a0d9bcefc06843d6a6623efa8b22d226d2c0e8c13a1","records":1,"new_vintages":1}','{"area_code":"990101","area":"岚湖区","indicator":"用电量","period":"2025H1","span":"cumulative","value":"47.5","unit":"亿元","growth_pct":"3.1","status":"published","published":"2025-09-27","source":"岚湖区统计月报","place":{"file":"月报.xlsx","sheet":"一","cell":"C4"}}',X'83421cb64e0724404ddae4d619c8de763e436ca09426b06b962f3fc5ac5a7859');
INSERT INTO record VALUES(1099511627798,1764001140000000,1,'{"request":"r19","actor":"李四","reason":"快报","content":"b35920ed40ea91b8fd0e8cb2b0527596aad35bf926ea1d2dcd93c9b9b730c821","records":1,"new_vintages":1}','{"area_code":"990101","area":"岚湖区","indicator":"用电量","period":"2025H1","span":"cumulative","value":"48.5","unit":"亿元","growth_pct":"4.1","status":"published","published":"2025-07-10","source":"岚湖区统计月报","place":{"file":"月报.xlsx","sheet":"一","cell":"C4"}}',X'de97f190f9072fbb32f3c2e8b38876dd2bede9a933c3678dcf5fb83f70d1e404');
INSERT INTO record VALUES(1099511627799,1764001200000000,1,'{"request":"r20","actor":"李四","reason":"快报","content":"9f829fff83eef46f26c3c07fcd555defd141a9d9c158d86977fd21e618838be0","records":1,"new_vintages":1}','{"area_code":"990101","area":"岚湖区","indicator":"用电量","period":"2025H1","span":"cumulative","value":"49.5","unit":"亿元","growth_pct":"5.1","status":"published","published":"2025-08-11","source":"岚湖区统计月报","place":{"file":"月报.xlsx","sheet":"一","cell":"C4"}}',X'd7de905315b55df6c6173466547833a2f6449aad860cd1e9525c90d74e55a31f');
INSERT INTO record VALUES(1099511627800,1764001260000000,1,'{"request":"r21","actor":"李四","reason":"快报","content":"eca2724a35c2575e08d13bfd277eeeddf62820e8545a381991a5ed8cf371a4ff","records":1,"new_vintages":1}','{"area_code":"990101","area":"岚湖区","indicator":"用电量","period":"2025H1","span":"cumulative","value":"50.5","unit":"亿元","growth_pct":"6.1","status":"published","published":"2025-09-12","source":"岚湖区统计月报","place":{"file":"月报.xlsx","sheet":"一","cell":"C4"}}',X'7897777a811484b413623a6a52873aa621049cc1f3142423a281447e7a19b901');
INSERT INTO record VALUES(1099511627801,1764001320000000,1,'{"request":"r22","actor":"李四","reason":"快报","content":"a4023ab39ff1657e8f1d96f263e55b0c1e10466c014dd4db51fb305bd9f1b3dd","records":1,"new_vintages":1}','{"area_code":"990101","area":"岚湖区","indicator":"用电量","period":"2025H1","span":"cumulative","value":"51.5","unit":"亿元","growth_pct":"0.1","status":"published","published":"2025-07-13","source":"岚湖区统计月报","place":{"file":"月报.xlsx","sheet":"一","cell":"C4"}}',X'7520de9e352c716561fe5ca9df6da75d30fd960d71799a1c2bb760dc817a6985');
INSERT INTO record VALUES(1099511627802,1764001380000000,1,'{"request":"r23","actor":"李四","reason":"快报","content":"a9620e3cef3d4cff6b0b645a609b1861c8c96d435681193a0b35e4e8cb914a4a","records":1,"new_vintages":1}','{"area_code":"990101","area":"岚湖区","indicator":"用电量","period":"2025H1","span":"cumulative","value":"52.5","unit":"亿元","growth_pct":"1.1","status":"estimate","published":"2025-08-14","source":"岚湖区统计月报","place":{"file":"月报.xlsx","sheet":"一","cell":"C4"}}',X'ba29206a66a325e9fee4806dd2e592a8d18008f33c6562ec0be66146b21eb689');
INSERT INTO record VALUES(1099511627803,1764001440000000,1,'{"request":"r24","actor":"李四","reason":"快报","content":"a09354f5cb63ed187c198e1b59c468cd86726bb9efac6ab9cab863cedd35ac10","records":1,"new_vintages":1}','{"area_code":"990101","area":"岚湖区","indicator":"用电量","period":"2025H1","span":"cumulative","value":"53.5","unit":"亿元","growth_pct":"2.1","status":"published","published":"2025-09-15","source":"岚湖区统计月报","place":{"file":"月报.xlsx","sheet":"一","cell":"C4"}}',X'39f53d7d19512ac35988ba824bb3b244bcbb3ab86e149119d71093db78decdf3');
INSERT INTO record VALUES(1099511627804,1764001500000000,1,'{"request":"r25","actor":"李四","reason":"快报","content":"818a00b70ac3d88beaf4b0d9ba7f2332722f67c63176cbcad3840cc2af83d21d","records":1,"new_vintages":1}','{"area_code":"990101","area":"岚湖区","indicator":"用电量","period":"2025H1","span":"cumulative","value":"54.5","unit":"亿元","growth_pct":"3.1","status":"published","published":"2025-07-16","source":"岚湖区统计月报","place":{"file":"月报.xlsx","sheet":"一","cell":"C4"}}',X'0911d74a2103e0cb5fc86c4b97e8acb395162fd7a61812ef60a15053f4c4d795');
INSERT INTO record VALUES(1099511627805,1764001560000000,1,'{"request":"r26","actor":"李四","reason":"快报","content":"bd85e9374c0b8d60e38e200b763cdeaa61a210a0db37cc3f3bc68bbc4aa84cc1","records":1,"new_vintages":1}','{"area_code":"990101","area":"岚湖区","indicator":"用电量","period":"2025H1","span":"cumulative","value":"55.5","unit":"亿元","growth_pct":"4.1","status":"published","published":"2025-08-17","source":"岚湖区统计月报","place":{"file":"月报.xlsx","sheet":"一","cell":"C4"}}',X'b7bfa60d711e6769e2dc93b7abe23b943864e60d92a8ca6574c110b9472c845e');
INSERT INTO record VALUES(1099511627806,1764001620000000,1,'{"request":"r27","actor":"李四","reason":"快报","content":"b3bc1f9cf4153b74c9392ed852241f04ac7d95d1c70fd3649bd6a49b97d0ac05","records":1,"new_vintages":1}','{"area_code":"990101","area":"岚湖区","indicator":"用电量","period":"2025H1","span":"cumulative","value":"56.5","unit":"亿元","growth_pct":"5.1","status":"published","published":"2025-09-18","source":"岚湖区统计月报","place":{"file":"月报.xlsx","sheet":"一","cell":"C4"}}',X'6275f7d072ca7e42127b2d45c0064daca29cd1281164c7551bb9b643de2dfe67');
INSERT INTO record VALUES(1099511627807,1764001680000000,1,'{"request":"r28","actor":"李四","reason":"快报","content":"88be00b11920f4182c698efa8c18917263c7d7eecdab336fbd70d63a367a7992","records":1,"new_vintages":1}','{"area_code":"990101","area":"岚湖区","indicator":"用电量","period":"2025H1","span":"cumulative","value":"57.5","unit":"亿元","growth_pct":"6.1","status":"published","published":"2025-07-19","source":"岚湖区统计月报","place":{"file":"月报.xlsx","sheet":"一","cell":"C4"}}',X'c1accc5eb58e1fc4226b59596b2df81004540dca1cc5a3999a0729a06dde7309');
INSERT INTO record VALUES(1099511627808,1764001740000000,1,'{"request":"r29","actor":"李四","reason":"快报","content":"4b3eca73b8c5ed56436a9a89a7c6c6e55c8ef910b6ee4bcc62565996e12a521f","records":1,"new_vintages":1}','{"area_code":"990101","area":"岚湖区","indicator":"用电量","period":"2025H1","span":"cumulative","value":"58.5","unit":"亿元","growth_pct":"0.1","status":"published","published":"2025-08-20","source":"岚湖区统计月报","place":{"file":"月报.xlsx","sheet":"一","cell":"C4"}}',X'e391ea3585c0d04be1ccef7681b72c9da05209da3bdf9f44f2bfa87292621a17');
INSERT INTO record VALUES(1099511627809,1764001800000000,1,'{"request":"r30","actor":"李四","reason":"快报","content":"8bac4c9982b02db10730cedbe8747e834b4ee5b43e72ec537ef90cd3f3aa8e4c","records":1,"new_vintages":1}','{"area_code":"990101","area":"岚湖区","indicator":"用电量","period":"2025H1","span":"cumulative","value":"59.5","unit":"亿元","growth_pct":"1.1","status":"published","published":"2025-09-21","source":"岚湖区统计月报","place":{"file":"月报.xlsx","sheet":"一","cell":"C4"}}',X'08e9b429b5f765c13ccf6940e4e3179bf830a71cd0992b6f134e81010f6af894');
INSERT INTO record VALUES(1099511627810,1764001860000000,1,'{"request":"r31","actor":"李四","reason":"快报","content":"80b61394199a7e596a092a4be9df0e9d7a592305a9d7817ad09986fe9f11fdb2","records":1,"new_vintages":1}','{"area_code":"990101","area":"岚湖区","indicator":"用电量","period":"2025H1","span":"cumulative","value":"60.5","unit":"亿元","growth_pct":"2.1","status":"published","published":"2025-07-22","source":"岚湖区统计月报","place":{"file":"月报.xlsx","sheet":"一","cell":"C4"}}',X'3c57aaac78741c791da331984859d4c26bcf459a2444e7997bd638abf22a6c5b');
INSERT INTO record VALUES(1099511627811,1764001920000000,1,'{"request":"r32","actor":"李四","reason":"快报","content":"535de8b5923560e8721608e866b0da512530d94ebbfdd4ea9f1089d7b48f2978","records":1,"new_vintages":1}','{"area_code":"990101","area":"岚湖区","indicator":"用电量","period":"2025H1","span":"cumulative","value":"61.5","unit":"亿元","growth_pct":"3.1","status":"estimate","published":"2025-08-23","source":"岚湖区统计月报","place":{"file":"月报.xlsx","sheet":"一","cell":"C4"}}',X'a22c11ebcd49e5359d7c273d34d9415a6414fbf63a457a9b3c2e406873f3f4ef');
INSERT INTO record VALUES(1099511627812,1764001980000000,1,'{"request":"r33","actor":"李四","reason":"快报","content":"95655e6333b3415d93a612c5a3d3ca1601c8e43c5b327cb56470e78bf7c2ccfd","records":1,"new_vintages":1}','{"area_code":"990101","area":"岚湖区","indicator":"用电量","period":"2025H1","span":"cumulative","value":"62.5","unit":"亿元","growth_pct":"4.1","status":"published","published":"2025-09-24","source":"岚湖区统计月报","place":{"file":"月报.xlsx","sheet":"一","cell":"C4"}}',X'9f61c60c372ce365c0415025cc02f629252af0cbca6b0316dfc70ce765e0cc47');
INSERT INTO record VALUES(1099511627813,1764002040000000,1,'{"request":"r34","actor":"李四","reason":"快报","content":"74de304d45eacd55be8ea84df29f18fd93eb63dbb77762821d8f8fa7c6afa21f","records":1,"new_vintages":1}','{"area_code":"990101","area":"岚湖区","indicator":"用电量","period":"2025H1","span":"cumulative","value":"63.5","unit":"亿元","growth_pct":"5.1","status":"published","published":"2025-07-25","source":"岚湖区统计月报","place":{"file":"月报.xlsx","sheet":"一","cell":"C4"}}',X'f82517af9552a3e5ec499d944834a21837f7eaec152f8f9110c3492f4015490c');
INSERT INTO record VALUES(1099511627814,1764002100000000,1,'{"request":"r35","actor":"李四","reason":"快报","content":"3facbbb3c626f0fa4ffac59385b8ce62628336636042fa163c1f7dfd3da2104e","records":1,"new_vintages":1}','{"area_code":"990101","area":"岚湖区","indicator":"用电量","period":"2025H1","span":"cumulative","value":"64.5","unit":"亿元","growth_pct":"6.1","status":"published","published":"2025-08-26","source":"岚湖区统计月报","place":{"file":"月报.xlsx","sheet":"一","cell":"C4"}}',X'7ddae163c72a14869364e4d807c0d2190933b8c76ea95bb2fc07509c8e2f8cc7');
INSERT INTO record VALUES(1099511627815,1764002160000000,1,'{"request":"r36","actor":"李四","reason":"快报","content":"7d5373435e873bab567db9eb6fb5fc59fdcc9a127127055f1175153a9e1de55d","records":1,"new_vintages":1}','{"area_code":"990101","area":"岚湖区","indicator":"用电量","period":"2025H1","span":"cumulative","value":"65.5","unit":"亿元","growth_pct":"0.1","status":"published","published":"2025-09-27","source":"岚湖区统计月报","place":{"file":"月报.xlsx","sheet":"一","cell":"C4"}}',X'cb8a5c53085e97517df701cdc2c6016ce6738d1158692c7958286061f646b33f');
INSERT INTO record VALUES(1099511627816,1764002220000000,1,'{"request":"r37","actor":"李四","reason":"快报","content":"3adf353dc0bc12090ad7c191748d1773b526073e871449292a3bbd18349dd767","records":1,"new_vintages":1}','{"area_code":"990101","area":"岚湖区","indicator":"用电量","period":"2025H1","span":"cumulative","value":"66.5","unit":"亿元","growth_pct":"1.1","status":"published","published":"2025-07-10","source":"岚湖区统计月报","place":{"file":"月报.xlsx","sheet":"一","cell":"C4"}}',X'dd914da8e50df1f816982e480e42112911df85bfd770390010a76e14aa63e2f2');
INSERT INTO record VALUES(1099511627817,1764002280000000,1,'{"request":"r38","actor":"李四","reason":"快报","content":"4210abf4fc321c23f5aa4b34888e9e77184ec6b0cd51cad96e66dbf44a844b2d","records":1,"new_vintages":1}','{"area_code":"990101","area":"岚湖区","indicator":"用电量","period":"2025H1","span":"cumulative","value":"67.5","unit":"亿元","growth_pct":"2.1","status":"published","published":"2025-08-11","source":"岚湖区统计月报","place":{"file":"月报.xlsx","sheet":"一","cell":"C4"}}',X'b55265d0f413a21c393cc45ab173d6e278f1de0eedf85c56540283fb03067e95');
INSERT INTO record VALUES(1099511627818,1764002340000000,1,'{"request":"r39","actor":"李四","reason":"快报","content":"d1ab09bb54d5f2eab57f637546a930165968f047f7a2fc2af5db8d04af0502ef","records":1,"new_vintages":1}','{"area_code":"990101","area":"岚湖区","indicator":"用电量","period":"2025H1","span":"cumulative","value":"68.5","unit":"亿元","growth_pct":"3.1","status":"published","published":"2025-09-12","source":"岚湖区统计月报","place":{"file":"月报.xlsx","sheet":"一","cell":"C4"}}',X'490e7c17c60355c3884bba56ff0af6f24e2444d06f58d0d1c8c1900be36830af');
INSERT INTO record VALUES(1099511627819,1764002400000000,1,'{"request":"r40","actor":"李四","reason":"快报","content":"8551f6820bfd90691be3d5c65de9f9cda497251a012f799a6e8ff017f22df73f","records":1,"new_vintages":1}','{"area_code":"990101","area":"岚湖区","indicator":"用电量","period":"2025H1","span":"cumulative","value":"69.5","unit":"亿元","growth_pct":"4.1","status":"published","published":"2025-07-13","source":"岚湖区统计月报","place":{"file":"月报.xlsx","sheet":"一","cell":"C4"}}',X'8f29920a01082cf02b2dcb03827a587fcc4fb39dd435ba363c6ab0893931555c');
INSERT INTO record VALUES(1099511627820,1764002460000000,1,'{"request":"r41","actor":"李四","reason":"快报","content":"6e413112824696468ae5db573d863bdf5a59652a5eda9e7c53538aa31006c7e9","records":1,"new_vintages":1}','{"area_code":"990101","area":"岚湖区","indicator":"用电量","period":"2025H1","span":"cumulative","value":"70.5","unit":"亿元","growth_pct":"5.1","status":"estimate","published":"2025-08-14","source":"岚湖区统计月报","place":{"file":"月报.xlsx","sheet":"一","cell":"C4"}}',X'caf7282babe16a40bba5b97467ef2d2749895c0a9c59d493347e3632762c5e79');
INSERT INTO record VALUES(1099511627821,1764002520000000,1,'{"request":"r42","actor":"李四","reason":"快报","content":"63fb97f8d7d2db70dcb0820033b1409ebb64f330c94a786018f9824ba8ce72cd","records":1,"new_vintages":1}','{"area_code":"990101","area":"岚湖区","indicator":"用电量","period":"2025H1","span":"cumulative","value":"71.5","unit":"亿元","growth_pct":"6.1","status":"published","published":"2025-09-15","source":"岚湖区统计月报","place":{"file":"月报.xlsx","sheet":"一","cell":"C4"}}',X'ac41040c4f484c6c46e235b6d02c193c8da6180976808d7a8900c7b762a2dc9c');
INSERT INTO record VALUES(1099511627822,1764002580000000,1,'{"request":"r43","actor":"李四","reason":"快报","content":"501fd1e8f03e13dc80aa6bbfbc66c77e5e517592ee779af73c10373d7aed6a13","records":1,"new_vintages":1}','{"area_code":"990101","area":"岚湖区","indicator":"用电量","period":"2025H1","span":"cumulative","value":"72.5","unit":"亿元","growth_pct":"0.1","status":"published","published":"2025-07-16","source":"岚湖区统计月报","place":{"file":"月报.xlsx","sheet":"一","cell":"C4"}}',X'98dfaca314f145764e05a907d32f5fbd76c7a3a04b873c2c2e057f410fbc07a8');
INSERT INTO record VALUES(1099511627823,1764002640000000,1,'{"request":"r44","actor":"李四","reason":"快报","content":"4347bec916ae3874e70dab647093aa276d88a9ed848c8074e3fc430efa293153","records":1,"new_vintages":1}','{"area_code":"990101","area":"岚湖区","indicator":"用电量","period":"2025H1","span":"cumulative","value":"73.5","unit":"亿元","growth_pct":"1.1","status":"published","published":"2025-08-17","source":"岚湖区统计月报","place":{"file":"月报.xlsx","sheet":"一","cell":"C4"}}',X'e89f587f52343c5570a4f17b917bfd064666cb18c41fac370b6012ff66640bf9');
INSERT INTO record VALUES(1099511627824,1764002700000000,1,'{"request":"r45","actor":"李四","reason":"快报","content":"ed2469bc4d26a8a15b04e04b7afca07865d878ea3ba39c86750cdde941b2cf97","records":1,"new_vintages":1}','{"area_code":"990101","area":"岚湖区","indicator":"用电量","period":"2025H1","span":"cumulative","value":"74.5","unit":"亿元","growth_pct":"2.1","status":"published","published":"2025-09-18","source":"岚湖区统计月报","place":{"file":"月报.xlsx","sheet":"一","cell":"C4"}}',X'4474313725f69791772521f3fe110d786d9ba5e743b850f696f92d75d2d8a31a');
INSERT INTO record VALUES(1099511627825,1764002760000000,3,'{"request":"r46","actor":"王五","reason":"看错一行","content":"13880a0fe5df5982bdd271d59d5e7755e05e372ada44e750979116f22ae396d2","records":1}','{"corrects":5,"area_code":"990101","area":"岚湖区","indicator":"用电量","period":"2025H1","span":"cumulative","value":"31.9","unit":"亿元","growth_pct":"1.1","status":"published","published":"2025-08-11","source":"岚湖区统计月报","place":{"file":"月报.xlsx","sheet":"一","cell":"C4"}}',X'137c27b4ba0758c21aeab4308b071f4e0fbaf40091f3c03ca4bb39fa1a332ec3');
INSERT INTO record VALUES(1099511627826,1764002820000000,4,'{"request":"r47","actor":"王五","reason":"整份作废","content":"ab31cb09542c1c35056b0130c8775956996a032fecada822a094347979c66850","records":2}','{"withdraws":20}',X'58c6f3266c1a6e260c8de97950c4d2d44ef83be8917be6c4a2790e5f4f1f7ead');
INSERT INTO record VALUES(1099511627827,1764002820000000,4,NULL,'{"withdraws":48}',X'5757bc6cde4687fbcabe1a161d6be249df98ce97905395f8e1bff2b945e77242');
INSERT INTO record VALUES(1099511627828,1764002880000000,3,'{"request":"r48","actor":"王五","reason":"看错","content":"a55a5fba5e50556d77f64d122979a8a724f4de0f843351e6594e8184d787ac35","records":1}','{"corrects":1,"area_code":"990101","area":"岚湖区","indicator":"地区生产总值","period":"2025Q1","span":"cumulative","value":"107.10","unit":"亿元","growth_pct":"5.1","status":"published","published":"2025-04-20","source":"岚湖区统计月报","place":{"file":"月报.xlsx","sheet":"一","cell":"C4"}}',X'57092b0cdb006deda8baf873056b742eee5e75cd88ec92448ccc99d668437343');
INSERT INTO record VALUES(1099511627829,1764002940000000,2,'{"request":"r49","actor":"窗口","reason":"登记","content":"8eee9bff0349bf8673453b8909ccd5ee98a22fd9293a8f5329a9b7e4c4f85976","records":1}','{"area_code":"990101","area":"岚湖区","event":"case.opened","subject":"case/1","valid_from":"2025-03-01","content":"{\"about\": \"来访\"}","personal":[{"person":"p1","name":"name","sealed":"b88bf53203b849391a5e1a87ccfa7d82034e040154dffe55d3b4171fb02763a5be7d62ad51"},{"person":"p2","name":"phone","sealed":"eacec7f0fe7f05362af897cd7db48b4bb113e844f087d81925433f349ae723"}]}',X'8cc8ba31a54dac88e7ef8f93c5396ffddad7005ead4617eae11b765f1c73b931');
INSERT INTO record VALUES(1099511627830,1764003000000000,2,'{"request":"erase/p2","actor":"档案","reason":"本人要求","content":"062adb2028a6517447ab5331827a2ce610c5c44c7acd505447135ac2520a73d7","records":1}','{"area_code":"990101","event":"person.erased","subject":"person/p2","valid_from":"2025-11-24","content":"{}"}',X'9c664c1a144fa2570c6bbc97d750903f41c53e869f9afa7fb82d380d89826bc6');
INSERT INTO record VALUES(2199023255553,1764003060000000,1,'{"request":"q","actor":"县统计局","content":"86b2ba48ce50d2d21cf110253795ee664cabf4fb1a219593d8752fceebfca1ea","records":2}','{"area":"青浦县","indicator":"地区生产总值","period":"2025Q1","span":"cumulative","value":"55.5","unit":"亿元","status":"published","published":"2025-04-20","source":"青浦县统计月报","place":{"file":"月报.xlsx","sheet":"一","cell":"C4"}}',X'a748f831f0aeb7d97cab720aeba604ec4da2b7e51e0a352552d94cc05134c47d');
INSERT INTO record VALUES(2199023255554,1764003060000000,2,NULL,'{"area":"青浦县","event":"order.issued","subject":"order/1","valid_from":"2025-03-01","valid_to":"2025-04-01","content":"{}"}',X'57570374cd03c2754d9bbc8788e771e5997c6d8bb2d44b23200b8a8584842f7c');
INSERT INTO record VALUES(2199023255555,1764003120000000,4,'{"request":"q2","actor":"县统计局","content":"39c0751618efd511a7292f6339a3c2670123f1e01cd778b4ceb5efcc012c3fca","records":1}','{"withdraws":2}',X'22c659c576db43d52723601dcb5fe9df8ab9a7654291e720c832e5addf1a2d4c');
CREATE TABLE receipt (
  area          INTEGER NOT NULL,
  request       TEXT NOT NULL,
  content       BLOB NOT NULL CHECK (length(content) = 32),
  first         INTEGER NOT NULL,
  last          INTEGER NOT NULL,
  recorded_at   INTEGER NOT NULL,
  added         INTEGER NOT NULL,
  new_vintages  INTEGER NOT NULL,
  known_already INTEGER NOT NULL,
  PRIMARY KEY (area, request)
) STRICT, WITHOUT ROWID;
INSERT INTO receipt VALUES(1,'erase/p2',X'062adb2028a6517447ab5331827a2ce610c5c44c7acd505447135ac2520a73d7',54,54,1764003000000000,1,0,0);
INSERT INTO receipt VALUES(1,'r0',X'297496f4f6c7420f17b4f291f1219f84967300a77c5d5afe121280e55a6ba8cc',1,3,1764000000000000,3,1,0);
INSERT INTO receipt VALUES(1,'r1',X'371d5997821727ae46891449d57b1fe8790146b18369706161a54117a1377165',4,4,1764000060000000,1,0,0);
INSERT INTO receipt VALUES(1,'r10',X'58341e98bb366b0e6bca6c6568af4c518786d8fdf51fddc142a0b061a0fef983',13,13,1764000600000000,1,1,0);
INSERT INTO receipt VALUES(1,'r11',X'0424cb051dde02c87e5a45e48eedefc31fd052049909285af017875b18ce681c',14,14,1764000660000000,1,1,0);
INSERT INTO receipt VALUES(1,'r12',X'cd442a010cf213fc411ae7bb63b842f65289f7c8e282553599f6b7cec9e6eeb5',15,15,1764000720000000,1,1,0);
INSERT INTO receipt VALUES(1,'r13',X'a269eb2d35edb647c549a90845146eaff1da01c43caae52cf7e872e2ebc7c516',16,16,1764000780000000,1,1,0);
INSERT INTO receipt VALUES(1,'r14',X'22d44536a21e58191dfc809f14cabb67880e4b144c72ad05c944eb007f8db50c',17,17,1764000840000000,1,1,0);
INSERT INTO receipt VALUES(1,'r15',X'e09de3cfab7f5b2b741e6bc88269eb24cdefdd0700d5c113ec0e374319c946aa',18,18,1764000900000000,1,1,0);
INSERT INTO receipt VALUES(1,'r16',X'c5f0938beed54cb64f3f5dfa952e7b1d8b5faa1a3a6ad9bfbce9de6f42e03939',19,19,1764000960000000,1,1,0);
INSERT INTO receipt VALUES(1,'r17',X'e64effacbef1cf64017491a88a317afe9d20a16584d2c08e13ff091ddd364512',20,20,1764001020000000,1,1,0);
INSERT INTO receipt VALUES(1,'r18',X'09798223d688eb8958d54a0d9bcefc06843d6a6623efa8b22d226d2c0e8c13a1',21,21,1764001080000000,1,1,0);
INSERT INTO receipt VALUES(1,'r19',X'b35920ed40ea91b8fd0e8cb2b0527596aad35bf926ea1d2dcd93c9b9b730c821',22,22,1764001140000000,1,1,0);
INSERT INTO receipt VALUES(1,'r2',X'c6cdaf54a60fda89fdee5620adede89ff46a6056c404e3f137622ae5f58d3dad',5,5,1764000120000000,1,1,0);
INSERT INTO receipt VALUES(1,'r20',X'9f829fff83eef46f26c3c07fcd555defd141a9d9c158d86977fd21e618838be0',23,23,1764001200000000,1,1,0);
INSERT INTO receipt VALUES(1,'r21',X'eca2724a35c2575e08d13bfd277eeeddf62820e8545a381991a5ed8cf371a4ff',24,24,1764001260000000,1,1,0);
INSERT INTO receipt VALUES(1,'r22',X'a4023ab39ff1657e8f1d96f263e55b0c1e10466c014dd4db51fb305bd9f1b3dd',25,25,1764001320000000,1,1,0);
INSERT INTO receipt VALUES(1,'r23',X'a9620e3cef3d4cff6b0b645a609b1861c8c96d435681193a0b35e4e8cb914a4a',26,26,1764001380000000,1,1,0);
INSERT INTO receipt VALUES(1,'r24',X'a09354f5cb63ed187c198e1b59c468cd86726bb9efac6ab9cab863cedd35ac10',27,27,1764001440000000,1,1,0);
INSERT INTO receipt VALUES(1,'r25',X'818a00b70ac3d88beaf4b0d9ba7f2332722f67c63176cbcad3840cc2af83d21d',28,28,1764001500000000,1,1,0);
INSERT INTO receipt VALUES(1,'r26',X'bd85e9374c0b8d60e38e200b763cdeaa61a210a0db37cc3f3bc68bbc4aa84cc1',29,29,1764001560000000,1,1,0);
INSERT INTO receipt VALUES(1,'r27',X'b3bc1f9cf4153b74c9392ed852241f04ac7d95d1c70fd3649bd6a49b97d0ac05',30,30,1764001620000000,1,1,0);
INSERT INTO receipt VALUES(1,'r28',X'88be00b11920f4182c698efa8c18917263c7d7eecdab336fbd70d63a367a7992',31,31,1764001680000000,1,1,0);
INSERT INTO receipt VALUES(1,'r29',X'4b3eca73b8c5ed56436a9a89a7c6c6e55c8ef910b6ee4bcc62565996e12a521f',32,32,1764001740000000,1,1,0);
INSERT INTO receipt VALUES(1,'r3',X'253917703ce9ac42f431d75029e94b374a9b4410b8a5a85a1ab96947ac5f91a4',6,6,1764000180000000,1,1,0);
INSERT INTO receipt VALUES(1,'r30',X'8bac4c9982b02db10730cedbe8747e834b4ee5b43e72ec537ef90cd3f3aa8e4c',33,33,1764001800000000,1,1,0);
INSERT INTO receipt VALUES(1,'r31',X'80b61394199a7e596a092a4be9df0e9d7a592305a9d7817ad09986fe9f11fdb2',34,34,1764001860000000,1,1,0);
INSERT INTO receipt VALUES(1,'r32',X'535de8b5923560e8721608e866b0da512530d94ebbfdd4ea9f1089d7b48f2978',35,35,1764001920000000,1,1,0);
INSERT INTO receipt VALUES(1,'r33',X'95655e6333b3415d93a612c5a3d3ca1601c8e43c5b327cb56470e78bf7c2ccfd',36,36,1764001980000000,1,1,0);
INSERT INTO receipt VALUES(1,'r34',X'74de304d45eacd55be8ea84df29f18fd93eb63dbb77762821d8f8fa7c6afa21f',37,37,1764002040000000,1,1,0);
INSERT INTO receipt VALUES(1,'r35',X'3facbbb3c626f0fa4ffac59385b8ce62628336636042fa163c1f7dfd3da2104e',38,38,1764002100000000,1,1,0);
INSERT INTO receipt VALUES(1,'r36',X'7d5373435e873bab567db9eb6fb5fc59fdcc9a127127055f1175153a9e1de55d',39,39,1764002160000000,1,1,0);
INSERT INTO receipt VALUES(1,'r37',X'3adf353dc0bc12090ad7c191748d1773b526073e871449292a3bbd18349dd767',40,40,1764002220000000,1,1,0);
INSERT INTO receipt VALUES(1,'r38',X'4210abf4fc321c23f5aa4b34888e9e77184ec6b0cd51cad96e66dbf44a844b2d',41,41,1764002280000000,1,1,0);
INSERT INTO receipt VALUES(1,'r39',X'd1ab09bb54d5f2eab57f637546a930165968f047f7a2fc2af5db8d04af0502ef',42,42,1764002340000000,1,1,0);
INSERT INTO receipt VALUES(1,'r4',X'd956fdcf36cff921f3b73f962f3d99be66a5313914b7a0fd07b431eea17e6def',7,7,1764000240000000,1,1,0);
INSERT INTO receipt VALUES(1,'r40',X'8551f6820bfd90691be3d5c65de9f9cda497251a012f799a6e8ff017f22df73f',43,43,1764002400000000,1,1,0);
INSERT INTO receipt VALUES(1,'r41',X'6e413112824696468ae5db573d863bdf5a59652a5eda9e7c53538aa31006c7e9',44,44,1764002460000000,1,1,0);
INSERT INTO receipt VALUES(1,'r42',X'63fb97f8d7d2db70dcb0820033b1409ebb64f330c94a786018f9824ba8ce72cd',45,45,1764002520000000,1,1,0);
INSERT INTO receipt VALUES(1,'r43',X'501fd1e8f03e13dc80aa6bbfbc66c77e5e517592ee779af73c10373d7aed6a13',46,46,1764002580000000,1,1,0);
INSERT INTO receipt VALUES(1,'r44',X'4347bec916ae3874e70dab647093aa276d88a9ed848c8074e3fc430efa293153',47,47,1764002640000000,1,1,0);
INSERT INTO receipt VALUES(1,'r45',X'ed2469bc4d26a8a15b04e04b7afca07865d878ea3ba39c86750cdde941b2cf97',48,48,1764002700000000,1,1,0);
INSERT INTO receipt VALUES(1,'r46',X'13880a0fe5df5982bdd271d59d5e7755e05e372ada44e750979116f22ae396d2',49,49,1764002760000000,1,0,0);
INSERT INTO receipt VALUES(1,'r47',X'ab31cb09542c1c35056b0130c8775956996a032fecada822a094347979c66850',50,51,1764002820000000,2,0,0);
INSERT INTO receipt VALUES(1,'r48',X'a55a5fba5e50556d77f64d122979a8a724f4de0f843351e6594e8184d787ac35',52,52,1764002880000000,1,0,0);
INSERT INTO receipt VALUES(1,'r49',X'8eee9bff0349bf8673453b8909ccd5ee98a22fd9293a8f5329a9b7e4c4f85976',53,53,1764002940000000,1,0,0);
INSERT INTO receipt VALUES(1,'r5',X'88a813c9fb04a0db9f6758a81d670f22101e926ff4c90adc6b1f6e6719228567',8,8,1764000300000000,1,1,0);
INSERT INTO receipt VALUES(1,'r6',X'97290b492293a13d4d8b27bb6eb3b44bfccc458615581068458cdba364284729',9,9,1764000360000000,1,1,0);
INSERT INTO receipt VALUES(1,'r7',X'922e7312d3c57f653fcb928e479029440ffcd74fb38ba6ef9610ce575178851b',10,10,1764000420000000,1,1,0);
INSERT INTO receipt VALUES(1,'r8',X'b74c47b2345ab6fa08d4bca024ab810dfd41a0fb21a857957391a0dc8b033570',11,11,1764000480000000,1,1,0);
INSERT INTO receipt VALUES(1,'r9',X'0b1bf5aed767807b136bcf4dcdb13760fa0fc4f1f8dcb21bc2d776cab69e84f9',12,12,1764000540000000,1,1,0);
INSERT INTO receipt VALUES(2,'q',X'86b2ba48ce50d2d21cf110253795ee664cabf4fb1a219593d8752fceebfca1ea',1,2,1764003060000000,2,0,0);
INSERT INTO receipt VALUES(2,'q2',X'39c0751618efd511a7292f6339a3c2670123f1e01cd778b4ceb5efcc012c3fca',3,3,1764003120000000,1,0,0);
CREATE TABLE event (
  area       INTEGER NOT NULL,
  kind       TEXT NOT NULL,
  subject    TEXT NOT NULL,
  sequence   INTEGER NOT NULL,
  valid_from INTEGER NOT NULL,
  valid_to   INTEGER NOT NULL,
  gone_by    INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (area, kind, subject, sequence)
) STRICT, WITHOUT ROWID;
INSERT INTO event VALUES(1,'case.opened','case/1',53,20148,2932896,0);
INSERT INTO event VALUES(1,'person.erased','person/p2',54,20416,2932896,0);
INSERT INTO event VALUES(2,'order.issued','order/1',2,20148,20179,3);
CREATE TABLE person_key (
  person TEXT NOT NULL,
  area   INTEGER NOT NULL,
  key    BLOB CHECK (key IS NULL OR length(key) = 32),
  PRIMARY KEY (person, area)
) STRICT, WITHOUT ROWID;
INSERT INTO person_key VALUES('p1',1,X'11233547596b7d8fa1b3c5d7e9fb0d1f31435567798b9dafc1d3e5f7091b2d3f');
INSERT INTO person_key VALUES('p2',1,NULL);
CREATE TABLE key (
  area      INTEGER NOT NULL,
  indicator TEXT NOT NULL,
  rest      TEXT NOT NULL,
  no        INTEGER NOT NULL,
  PRIMARY KEY (area, indicator, rest)
) STRICT, WITHOUT ROWID;
INSERT INTO "key" VALUES(1,'一般公共预算收入','2025Q1|cumulative||',1099511627778);
INSERT INTO "key" VALUES(1,'地区生产总值','2025Q1|cumulative||',1099511627777);
INSERT INTO "key" VALUES(1,'用电量','2025H1|cumulative||',1099511627779);
INSERT INTO "key" VALUES(2,'地区生产总值','2025Q1|cumulative||',2199023255553);
CREATE TABLE figure (
  key     INTEGER PRIMARY KEY,
  entries BLOB NOT NULL
) STRICT;
INSERT INTO figure VALUES(1099511627777,X'020000004b01ccbb0234bf951b7b15313f98c6ea4273658792492b3401ccbb025f0e4c761906ba1faa18450aa2861781');
INSERT INTO figure VALUES(1099511627778,X'020000000a02babb027ba51a6e938fe4c7a980f227b10dcc7c0903bcbb02b3d761f87a6fefa34a11c2decd8b444f');
INSERT INTO figure VALUES(1099511627779,X'2e8014023132238cbe02010b158cbe023c96520530cf980b1980e3f8e99003980b2486be0278927d4c659257c6890ba03c031948220b258cbd0288871300b3204d3b0ce1e3aeb76184be0b26ccbd02ab2c1cbe422d9f46adb7f3d8ac7dfc770b278cbe0289b8db35e509ac39695a0a592376ba310b28eebc0253892988b75da51565a1035fca608ca30b29aebd02b836ee90dfe912870e8e03a39ce886e20b2aeebd029169d910770d6bb9305e79aaa26c20db0b2bf4bc020e4c0765ce6bd48e76f30f5401d67c42032cb4bd0230cb3867df58c34b04857442f756a6980b2df4bd025151d7925143c5e4b1459046cd94568e0b2efabc02680925ff005c27373f542f073e2c59750b2fbabd02fc50df59c2006d425ae3522ff098ab2f5b30fabd0233e31d306ad8bd6edd8db2b6d9d3fd72b12b3105aebd027eeade70b1065c44ee06d3523bc8ceef');
INSERT INTO figure VALUES(2199023255553,X'010000000a01ccbb02037d07586df82f7e69023488ecad9ae0');
CREATE TABLE sealed (
  key     INTEGER NOT NULL,
  last    INTEGER NOT NULL,
  entries BLOB NOT NULL,
  PRIMARY KEY (key, last)
) STRICT, WITHOUT ROWID;
INSERT INTO sealed VALUES(1099511627779,35,X'000b04eebc027a7f6e65171a2df2d6799d60229a55c04b05aebd02312de58712266e95b0297cd975751070d70b06eebd023b2675371617057d2478f568625b8d4c0b07f4bc02c6424420c993e991595248328f98ce180308b4bd022174e913e439dd46232a39a44f0dacd90b09f4bd027be0a508de5bb7aaa58e344c36b3f30f0b0afabc02cf2ba0f3b1c708671482f0bd8d9f5b800b0bbabd026a8fcc0c90f9f60cf7db2ea39864d7a60b0cfabd02429f075108de14f198d17eebad2f767c0b0d80bd02a14125ecd84404842505b9ffc0a205010b0ec0bd022a65058072c086ecb2224b79f822928c0b0f80be02b9ec88d7a3807bf7fe135a9a9fdcb3a60b1086bd02e3e12acbf73aa6bd269a6b7a81bb37f20311c6bd02ce0c1ec75ded50d3cabf48cc42e4edd70b1286be023e79ee8fe9477900ad78e0e435184ab00b138cbd023b55ce3cbd3c58664d291ab70df963b05b14ccbd02323c7857e23064ddc304cf91377936de700b158cbe023c96520530cf980b1980e3f8e99003980b16eebc02306c4c632c825405052fd524733ec96a0b17aebd02208497e6a8cc9a5da590b21cb5d0d91b0b18eebd02aa2823619098d828a4cb3a6896d8adc80b19f4bc02cf46ede7dbe7d42869ea3a6fe3015e9a031ab4bd023ecba9b600bd2af9ad8dae46a303b0500b1bf4bd0242e9d0c3de5cbc391a639cf46af752740b1cfabc02e0ce5041247078850153297f65ba44910b1dbabd0204e5febdf2132b1bb77465a00fd5f1b40b1efabd02b0ff2ee0650758e4c2d9f205353a18180b1f80bd0256463532e4ec198eb12172e6c12008110b20c0bd029ea9aa7a519fa4aec76233071887e7950b2180be02631b4f8479300446e895ec82dfca58d00b2286bd022b43cba23541e32ef95a8bafbfd7941b0323c6bd0278623b88f017c36309e5dc67dea78505');
CREATE TABLE sealed_day (
  key       INTEGER NOT NULL,
  gives     INTEGER NOT NULL,
  standing  INTEGER NOT NULL,
  known_by  INTEGER NOT NULL,
  rank      INTEGER NOT NULL,
  sequence  INTEGER NOT NULL,
  id        INTEGER NOT NULL,
  gone_by   INTEGER NOT NULL,
  withdrawn INTEGER NOT NULL,
  PRIMARY KEY (key, gives, standing, known_by, rank, sequence)
) STRICT, WITHOUT ROWID;
INSERT INTO sealed_day VALUES(1099511627779,3,0,20314,8,8,2533901118213041369,0,0);
INSERT INTO sealed_day VALUES(1099511627779,3,0,20314,26,26,-5940900715025944496,0,0);
INSERT INTO sealed_day VALUES(1099511627779,3,0,20323,17,17,-3837268315363545641,0,0);
INSERT INTO sealed_day VALUES(1099511627779,3,0,20323,35,35,713218454683354373,0,0);
INSERT INTO sealed_day VALUES(1099511627779,3,2,20279,4,4,-2992187441188022848,0,0);
INSERT INTO sealed_day VALUES(1099511627779,3,2,20279,22,22,373751646624074090,0,0);
INSERT INTO sealed_day VALUES(1099511627779,3,2,20282,7,7,6436286199460580888,0,0);
INSERT INTO sealed_day VALUES(1099511627779,3,2,20282,25,25,7631976770757025434,0,0);
INSERT INTO sealed_day VALUES(1099511627779,3,2,20285,10,10,1478008324646460288,0,0);
INSERT INTO sealed_day VALUES(1099511627779,3,2,20285,28,28,95465644249203857,0,0);
INSERT INTO sealed_day VALUES(1099511627779,3,2,20288,13,13,2667742862386529537,0,0);
INSERT INTO sealed_day VALUES(1099511627779,3,2,20288,31,31,-5683134919356708847,0,0);
INSERT INTO sealed_day VALUES(1099511627779,3,2,20291,16,16,2781653893761415154,0,0);
INSERT INTO sealed_day VALUES(1099511627779,3,2,20291,34,34,-478916823407422437,0,0);
INSERT INTO sealed_day VALUES(1099511627779,3,2,20294,19,19,5560004588481373104,0,0);
INSERT INTO sealed_day VALUES(1099511627779,3,2,20311,5,5,2989503351165579479,49,0);
INSERT INTO sealed_day VALUES(1099511627779,3,2,20311,23,23,-6516512824425916133,0,0);
INSERT INTO sealed_day VALUES(1099511627779,3,2,20317,11,11,-586824046270425178,0,0);
INSERT INTO sealed_day VALUES(1099511627779,3,2,20317,29,29,-5227441529335451212,0,0);
INSERT INTO sealed_day VALUES(1099511627779,3,2,20320,14,14,-5610839198524075380,0,0);
INSERT INTO sealed_day VALUES(1099511627779,3,2,20320,32,32,-4079642206874900587,0,0);
INSERT INTO sealed_day VALUES(1099511627779,3,2,20326,20,20,346655363773685360,50,1);
INSERT INTO sealed_day VALUES(1099511627779,3,2,20343,6,6,2628120211246255436,0,0);
INSERT INTO sealed_day VALUES(1099511627779,3,2,20343,24,24,-6572095010335314488,0,0);
INSERT INTO sealed_day VALUES(1099511627779,3,2,20346,9,9,-6517214108818607345,0,0);
INSERT INTO sealed_day VALUES(1099511627779,3,2,20346,27,27,1901536041261027956,0,0);
INSERT INTO sealed_day VALUES(1099511627779,3,2,20349,12,12,-7435021959123995012,0,0);
INSERT INTO sealed_day VALUES(1099511627779,3,2,20349,30,30,-4406224656223561704,0,0);
INSERT INTO sealed_day VALUES(1099511627779,3,2,20352,15,15,-138667543364848730,0,0);
INSERT INTO sealed_day VALUES(1099511627779,3,2,20352,33,33,-1687182438535898928,0,0);
INSERT INTO sealed_day VALUES(1099511627779,3,2,20355,18,18,-5946756037194790224,0,0);
INSERT INTO sealed_day VALUES(1099511627779,3,2,20358,21,21,1837719306177086360,0,0);
CREATE TABLE sealed_said (
  key  INTEGER NOT NULL,
  said INTEGER NOT NULL,
  PRIMARY KEY (key, said)
) STRICT, WITHOUT ROWID;
INSERT INTO sealed_said VALUES(1099511627779,-7013887502320687954);
INSERT INTO sealed_said VALUES(1099511627779,-6827133860946115452);
INSERT INTO sealed_said VALUES(1099511627779,-6185655186248640472);
INSERT INTO sealed_said VALUES(1099511627779,-5692779862670485276);
INSERT INTO sealed_said VALUES(1099511627779,-5049510622446715913);
INSERT INTO sealed_said VALUES(1099511627779,-4160688198125360751);
INSERT INTO sealed_said VALUES(1099511627779,-3599468160552709933);
INSERT INTO sealed_said VALUES(1099511627779,-3518541715339802521);
INSERT INTO sealed_said VALUES(1099511627779,-3510857279406091224);
INSERT INTO sealed_said VALUES(1099511627779,-2247770923296851835);
INSERT INTO sealed_said VALUES(1099511627779,-2026291301825468739);
INSERT INTO sealed_said VALUES(1099511627779,352968237582068507);
INSERT INTO sealed_said VALUES(1099511627779,2343164723069753949);
INSERT INTO sealed_said VALUES(1099511627779,2410807972192705862);
INSERT INTO sealed_said VALUES(1099511627779,3054853971479922412);
INSERT INTO sealed_said VALUES(1099511627779,3117559264609166126);
INSERT INTO sealed_said VALUES(1099511627779,3307198013397439920);
INSERT INTO sealed_said VALUES(1099511627779,3489247800137503749);
INSERT INTO sealed_said VALUES(1099511627779,4262222976807011709);
INSERT INTO sealed_said VALUES(1099511627779,4275550181526362214);
INSERT INTO sealed_said VALUES(1099511627779,4357329268467097027);
INSERT INTO sealed_said VALUES(1099511627779,4365767071029499915);
INSERT INTO sealed_said VALUES(1099511627779,4501891604395030784);
INSERT INTO sealed_said VALUES(1099511627779,4524896849785334521);
INSERT INTO sealed_said VALUES(1099511627779,4800563772422755569);
INSERT INTO sealed_said VALUES(1099511627779,4821614415744646201);
INSERT INTO sealed_said VALUES(1099511627779,6216714828336863630);
INSERT INTO sealed_said VALUES(1099511627779,7141389064513520710);
INSERT INTO sealed_said VALUES(1099511627779,7678580244033959436);
INSERT INTO sealed_said VALUES(1099511627779,8674561291598676835);
INSERT INTO sealed_said VALUES(1099511627779,8826895175127805426);
INSERT INTO sealed_said VALUES(1099511627779,8926315918957197226);
CREATE TRIGGER record_is_never_changed BEFORE UPDATE ON record
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER record_is_never_removed BEFORE DELETE ON record
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER record_comes_next BEFORE INSERT ON record
WHEN EXISTS (SELECT 1 FROM record WHERE place = NEW.place) OR
  (NEW.place & 1099511627775 != 1 AND NOT EXISTS (SELECT 1 FROM record WHERE place = NEW.place - 1))
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER receipt_is_never_changed BEFORE UPDATE ON receipt
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER receipt_is_never_removed BEFORE DELETE ON receipt
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER receipt_is_new BEFORE INSERT ON receipt
WHEN EXISTS (SELECT 1 FROM receipt WHERE area = NEW.area AND request = NEW.request)
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER area_keeps_its_name BEFORE UPDATE OF no, name, algorithm ON area
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER area_is_never_removed BEFORE DELETE ON area
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER area_is_new BEFORE INSERT ON area
WHEN EXISTS (SELECT 1 FROM area WHERE no = NEW.no OR name = NEW.name)
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
COMMIT;
