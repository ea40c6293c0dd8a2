import unified_ats

with unified_ats.connect_from_env() as ats:
    jobs = ats.jobs.list(status="OPEN", per_page=5)
    for job in jobs.items:
        print(job.id, job.title, job.location, job.external_url)

    ats.candidates.create(name="Jane Doe", email="jane.doe@example.com", job_id=jobs.items[0].id)
    for application in ats.applications.iter(job_id=jobs.items[0].id):
        print(application.id, application.status, application.stage)
