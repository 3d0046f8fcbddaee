create table if not exists position (
	imei varchar(15) not null,
	time timestamp not null,
	latitude double precision not null,
	longitude double precision not null,
	speed integer not null
);
create index if not exists position_by_imei on position (imei, time);
