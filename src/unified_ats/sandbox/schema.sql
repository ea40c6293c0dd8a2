-- The tables of one fake company. Times are microseconds since 1970 (columns ending in _at), and
-- `seq` is the number inside the readable id, never reused. Statuses carry no CHECK on purpose:
-- a test may give a job a word that no adapter knows.

CREATE TABLE made_with (
    seed INTEGER NOT NULL,
    jobs INTEGER NOT NULL,
    candidates INTEGER NOT NULL
);

CREATE TABLE offices (
    id TEXT PRIMARY KEY,
    seq INTEGER NOT NULL UNIQUE,
    name TEXT NOT NULL,
    city TEXT NOT NULL,
    country TEXT NOT NULL
);

CREATE TABLE departments (
    id TEXT PRIMARY KEY,
    seq INTEGER NOT NULL UNIQUE,
    name TEXT NOT NULL
);

CREATE TABLE users (
    id TEXT PRIMARY KEY,
    seq INTEGER NOT NULL UNIQUE,
    first_name TEXT NOT NULL,
    last_name TEXT NOT NULL,
    email TEXT NOT NULL,
    role TEXT NOT NULL
);

CREATE TABLE stages (
    id TEXT PRIMARY KEY,
    seq INTEGER NOT NULL UNIQUE,
    name TEXT NOT NULL UNIQUE,
    kind TEXT
);

CREATE TABLE rejection_reasons (
    id TEXT PRIMARY KEY,
    seq INTEGER NOT NULL UNIQUE,
    name TEXT NOT NULL UNIQUE
);

CREATE TABLE jobs (
    id TEXT PRIMARY KEY,
    seq INTEGER NOT NULL UNIQUE,
    title TEXT NOT NULL,
    status TEXT NOT NULL,
    department_id TEXT REFERENCES departments (id),
    office_id TEXT REFERENCES offices (id),
    employment_type TEXT NOT NULL,
    hiring_manager_id TEXT NOT NULL REFERENCES users (id),
    recruiter_id TEXT NOT NULL REFERENCES users (id),
    description TEXT,
    url TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    opened_at INTEGER,
    closed_at INTEGER
);

CREATE TABLE candidates (
    id TEXT PRIMARY KEY,
    seq INTEGER NOT NULL UNIQUE,
    first_name TEXT NOT NULL,
    last_name TEXT,
    email TEXT NOT NULL COLLATE NOCASE,
    phone TEXT,
    title TEXT,
    company TEXT,
    location TEXT,
    resume_url TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
);

CREATE TABLE applications (
    id TEXT PRIMARY KEY,
    seq INTEGER NOT NULL UNIQUE,
    candidate_id TEXT NOT NULL REFERENCES candidates (id),
    job_id TEXT NOT NULL REFERENCES jobs (id),
    stage_id TEXT REFERENCES stages (id),
    status TEXT NOT NULL,
    source TEXT,
    rejection_reason_id TEXT REFERENCES rejection_reasons (id),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    closed_at INTEGER
);

CREATE INDEX candidates_by_email ON candidates (email);
CREATE INDEX applications_by_candidate ON applications (candidate_id);
CREATE INDEX applications_by_job ON applications (job_id);
