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
        if error.in_doubt:  # no answer, or an unclear one: the candidate may exist all the same
            known = ats.candidates.list(email=email).items
            return "it worked after all" if known else "look again later, before you retry"
        return f"nothing was created: {error.message}"
    return f"created {created.candidate.id}"
