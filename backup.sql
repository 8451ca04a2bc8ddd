--
-- PostgreSQL database dump
--

\restrict BzbaxpqiNFFV1jqEAZl4OUrkvupYnseoyO0SO2VScUOAPJq5sx3tSzIEeNs5sV1

-- Dumped from database version 18.4
-- Dumped by pg_dump version 18.4

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET transaction_timeout = 0;
SET client_encoding = 'SQL_ASCII';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: action; Type: TABLE; Schema: public; Owner: groomingcheck
--

CREATE TABLE public.action (
    id integer NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    channel text NOT NULL COLLATE pg_catalog."C",
    chat text NOT NULL COLLATE pg_catalog."C",
    message text COLLATE pg_catalog."C",
    after text COLLATE pg_catalog."C",
    part text NOT NULL COLLATE pg_catalog."C",
    due_at double precision NOT NULL,
    until double precision NOT NULL,
    attempts integer NOT NULL,
    lease text COLLATE pg_catalog."C",
    leased_until double precision,
    run text COLLATE pg_catalog."C"
);


ALTER TABLE public.action OWNER TO groomingcheck;

--
-- Name: action_id_seq; Type: SEQUENCE; Schema: public; Owner: groomingcheck
--

CREATE SEQUENCE public.action_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER SEQUENCE public.action_id_seq OWNER TO groomingcheck;

--
-- Name: action_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: groomingcheck
--

ALTER SEQUENCE public.action_id_seq OWNED BY public.action.id;


--
-- Name: draft; Type: TABLE; Schema: public; Owner: groomingcheck
--

CREATE TABLE public.draft (
    name text NOT NULL COLLATE pg_catalog."C",
    account text NOT NULL COLLATE pg_catalog."C",
    body text NOT NULL COLLATE pg_catalog."C",
    expires_at double precision NOT NULL
);


ALTER TABLE public.draft OWNER TO groomingcheck;

--
-- Name: ended; Type: TABLE; Schema: public; Owner: groomingcheck
--

CREATE TABLE public.ended (
    run text NOT NULL COLLATE pg_catalog."C",
    expires_at double precision NOT NULL
);


ALTER TABLE public.ended OWNER TO groomingcheck;

--
-- Name: introduction; Type: TABLE; Schema: public; Owner: groomingcheck
--

CREATE TABLE public.introduction (
    channel text NOT NULL COLLATE pg_catalog."C",
    chat text NOT NULL COLLATE pg_catalog."C",
    thread text NOT NULL COLLATE pg_catalog."C",
    message text NOT NULL COLLATE pg_catalog."C"
);


ALTER TABLE public.introduction OWNER TO groomingcheck;

--
-- Name: ledger_version; Type: TABLE; Schema: public; Owner: groomingcheck
--

CREATE TABLE public.ledger_version (
    version_num character varying(32) NOT NULL
);


ALTER TABLE public.ledger_version OWNER TO groomingcheck;

--
-- Name: newer; Type: TABLE; Schema: public; Owner: groomingcheck
--

CREATE TABLE public.newer (
    reminder_id integer
);


ALTER TABLE public.newer OWNER TO groomingcheck;

--
-- Name: occurrence; Type: TABLE; Schema: public; Owner: groomingcheck
--

CREATE TABLE public.occurrence (
    reminder_id integer NOT NULL,
    moment double precision NOT NULL,
    outcome text NOT NULL COLLATE pg_catalog."C",
    lease text COLLATE pg_catalog."C",
    why text COLLATE pg_catalog."C"
);


ALTER TABLE public.occurrence OWNER TO groomingcheck;

--
-- Name: reach; Type: TABLE; Schema: public; Owner: groomingcheck
--

CREATE TABLE public.reach (
    channel text NOT NULL COLLATE pg_catalog."C",
    unreached integer NOT NULL
);


ALTER TABLE public.reach OWNER TO groomingcheck;

--
-- Name: reminder; Type: TABLE; Schema: public; Owner: groomingcheck
--

CREATE TABLE public.reminder (
    id integer NOT NULL,
    channel text NOT NULL COLLATE pg_catalog."C",
    chat text NOT NULL COLLATE pg_catalog."C",
    thread text NOT NULL COLLATE pg_catalog."C",
    check_id text NOT NULL COLLATE pg_catalog."C",
    weekdays integer NOT NULL,
    weeks integer NOT NULL,
    start integer NOT NULL,
    zone text NOT NULL COLLATE pg_catalog."C",
    holidays_off boolean NOT NULL,
    skips text NOT NULL COLLATE pg_catalog."C",
    paused_until integer,
    prompt integer NOT NULL,
    message text COLLATE pg_catalog."C",
    due_at double precision,
    suspended text NOT NULL COLLATE pg_catalog."C",
    lease text COLLATE pg_catalog."C",
    leased_until double precision,
    held_until double precision,
    series text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    rhythm text DEFAULT 'weekly'::text NOT NULL COLLATE pg_catalog."C",
    times text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    skipped text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    prompts_off text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    which integer,
    trouble text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    told text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    tell_at double precision
);


ALTER TABLE public.reminder OWNER TO groomingcheck;

--
-- Name: reminder_id_seq; Type: SEQUENCE; Schema: public; Owner: groomingcheck
--

CREATE SEQUENCE public.reminder_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER SEQUENCE public.reminder_id_seq OWNER TO groomingcheck;

--
-- Name: reminder_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: groomingcheck
--

ALTER SEQUENCE public.reminder_id_seq OWNED BY public.reminder.id;


--
-- Name: action id; Type: DEFAULT; Schema: public; Owner: groomingcheck
--

ALTER TABLE ONLY public.action ALTER COLUMN id SET DEFAULT nextval('public.action_id_seq'::regclass);


--
-- Name: reminder id; Type: DEFAULT; Schema: public; Owner: groomingcheck
--

ALTER TABLE ONLY public.reminder ALTER COLUMN id SET DEFAULT nextval('public.reminder_id_seq'::regclass);


--
-- Data for Name: introduction; Type: TABLE DATA; Schema: public; Owner: groomingcheck
--

COPY public.introduction (channel, chat, thread, message) FROM stdin;
\.


--
-- Data for Name: ledger_version; Type: TABLE DATA; Schema: public; Owner: groomingcheck
--

COPY public.ledger_version (version_num) FROM stdin;
9
\.


--
-- Data for Name: newer; Type: TABLE DATA; Schema: public; Owner: groomingcheck
--

COPY public.newer (reminder_id) FROM stdin;
\.


--
-- Data for Name: occurrence; Type: TABLE DATA; Schema: public; Owner: groomingcheck
--

COPY public.occurrence (reminder_id, moment, outcome, lease, why) FROM stdin;
1	1000000	sent	09b1870f85cbcb66	\N
\.


--
-- Data for Name: reach; Type: TABLE DATA; Schema: public; Owner: groomingcheck
--

COPY public.reach (channel, unreached) FROM stdin;
\.


--
-- Data for Name: reminder; Type: TABLE DATA; Schema: public; Owner: groomingcheck
--

COPY public.reminder (id, channel, chat, thread, check_id, weekdays, weeks, start, zone, holidays_off, skips, paused_until, prompt, message, due_at, suspended, lease, leased_until, held_until, series, rhythm, times, skipped, prompts_off, which, trouble, told, tell_at) FROM stdin;
1	slack:T1	C1		groomingcheck	1	1	739621	Europe/Amsterdam	f		\N	1	m1	1000060		\N	\N	\N	91f3aabe63f93ce1	weekly	09:30			\N			\N
2	slack:T1	C1		groomingcheck	1	1	739621	Europe/Amsterdam	f		\N	0	\N	1000000		\N	\N	\N	ccc97c72db9d7252	weekly	09:30			\N			\N
\.


--
-- Name: action_id_seq; Type: SEQUENCE SET; Schema: public; Owner: groomingcheck
--

SELECT pg_catalog.setval('public.action_id_seq', 100, true);


--
-- Name: reminder_id_seq; Type: SEQUENCE SET; Schema: public; Owner: groomingcheck
--

SELECT pg_catalog.setval('public.reminder_id_seq', 2, true);


--
-- Name: action action_pkey; Type: CONSTRAINT; Schema: public; Owner: groomingcheck
--

ALTER TABLE ONLY public.action
    ADD CONSTRAINT action_pkey PRIMARY KEY (id);


--
-- Name: draft draft_pkey; Type: CONSTRAINT; Schema: public; Owner: groomingcheck
--

ALTER TABLE ONLY public.draft
    ADD CONSTRAINT draft_pkey PRIMARY KEY (name);


--
-- Name: ended ended_pkey; Type: CONSTRAINT; Schema: public; Owner: groomingcheck
--

ALTER TABLE ONLY public.ended
    ADD CONSTRAINT ended_pkey PRIMARY KEY (run);


--
-- Name: introduction introduction_pkey; Type: CONSTRAINT; Schema: public; Owner: groomingcheck
--

ALTER TABLE ONLY public.introduction
    ADD CONSTRAINT introduction_pkey PRIMARY KEY (channel, chat, thread);


--
-- Name: ledger_version ledger_version_pkc; Type: CONSTRAINT; Schema: public; Owner: groomingcheck
--

ALTER TABLE ONLY public.ledger_version
    ADD CONSTRAINT ledger_version_pkc PRIMARY KEY (version_num);


--
-- Name: occurrence occurrence_pkey; Type: CONSTRAINT; Schema: public; Owner: groomingcheck
--

ALTER TABLE ONLY public.occurrence
    ADD CONSTRAINT occurrence_pkey PRIMARY KEY (reminder_id, moment);


--
-- Name: reach reach_pkey; Type: CONSTRAINT; Schema: public; Owner: groomingcheck
--

ALTER TABLE ONLY public.reach
    ADD CONSTRAINT reach_pkey PRIMARY KEY (channel);


--
-- Name: reminder reminder_pkey; Type: CONSTRAINT; Schema: public; Owner: groomingcheck
--

ALTER TABLE ONLY public.reminder
    ADD CONSTRAINT reminder_pkey PRIMARY KEY (id);


--
-- Name: action_due_at; Type: INDEX; Schema: public; Owner: groomingcheck
--

CREATE INDEX action_due_at ON public.action USING btree (due_at);


--
-- Name: action_message; Type: INDEX; Schema: public; Owner: groomingcheck
--

CREATE UNIQUE INDEX action_message ON public.action USING btree (channel, chat, message);


--
-- Name: draft_expires_at; Type: INDEX; Schema: public; Owner: groomingcheck
--

CREATE INDEX draft_expires_at ON public.draft USING btree (expires_at);


--
-- Name: ended_expires_at; Type: INDEX; Schema: public; Owner: groomingcheck
--

CREATE INDEX ended_expires_at ON public.ended USING btree (expires_at);


--
-- Name: reminder_due_at; Type: INDEX; Schema: public; Owner: groomingcheck
--

CREATE INDEX reminder_due_at ON public.reminder USING btree (due_at);


--
-- Name: reminder_series; Type: INDEX; Schema: public; Owner: groomingcheck
--

CREATE UNIQUE INDEX reminder_series ON public.reminder USING btree (series, channel, chat, thread);


--
-- Name: newer newer_reminder_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: groomingcheck
--

ALTER TABLE ONLY public.newer
    ADD CONSTRAINT newer_reminder_id_fkey FOREIGN KEY (reminder_id) REFERENCES public.reminder(id);


--
-- Name: occurrence occurrence_reminder_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: groomingcheck
--

ALTER TABLE ONLY public.occurrence
    ADD CONSTRAINT occurrence_reminder_id_fkey FOREIGN KEY (reminder_id) REFERENCES public.reminder(id) ON DELETE CASCADE;


--
-- PostgreSQL database dump complete
--

\unrestrict BzbaxpqiNFFV1jqEAZl4OUrkvupYnseoyO0SO2VScUOAPJq5sx3tSzIEeNs5sV1

