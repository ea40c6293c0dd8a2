"""Create a candidate, and say what to do when that fails."""

import unified_ats


def apply(ats: unified_ats.Provider, name: str, email: str, job_id: str) -> str:
    try:
        created = ats.candidates.create(name=name, email=email, job_id=job_id)
    except unified_ats.ArgumentError as error:  # nothing was sent
        return f"please correct: {error.fields}"
    except unified_ats.ConflictError:
        return "they applied to this job before"
    except unified_ats.InvalidRequestError as error:  # the ATS refused; nothing was created
        return f"refused: {error.message}"
    except unified_ats.RateLimitError as error:  # after several attempts
        return f"try again in {error.retry_after or 60:.0f} seconds"
    except unified_ats.ATSError as error:
        if not error.in_doubt:
            return f"nothing was created: {error.message}"
        # No answer, or an unclear one: the application may be there all the same.
        known = {each.email for each in ats.applications.iter(job_id=job_id) if each.email}
        done = email.lower() in {each.lower() for each in known}
        return "it worked after all" if done else "look again later, before you retry"
    return f"created {created.candidate.id}"
