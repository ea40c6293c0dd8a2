"""The objects of Harvest v3, as Greenhouse's API reference has them: field by field, type by type.

`?` marks what may be null. Words between bars are all that a field may say. A list holds the type
of its items, a dict the fields of an object. `searchable` locations are described without saying
what may be null; there all but the ids are taken to be.
"""

from collections.abc import Mapping
from typing import Any

__all__ = ["ABSENT", "TABLE"]

CUSTOM = "custom?"
VALUES = [{"value": "text", "type": "text"}]
DATED = {"id": "int", "created_at": "time", "updated_at": "time"}

TABLE: Mapping[str, Mapping[str, Any]] = {
    "application_stages": {
        "application_id": "int", "job_interview_stage_id": "int", "entered_at": "time?",
        "exited_at": "time?", "days_in_stage": "int", "current": "flag",
    },
    "applications": {
        "agency_note_id": "int?", "candidate_id": "int", "coordinator_id": "int?",
        "job_id": "int?", "job_post_id": "int?", "recruiter_id": "int?", "referrer_id": "int?",
        "source_id": "int?", "stage_id": "int?", "stage_name": "text?",
        "job_interview_stage_id": "int?", "status": "|rejected|hired|converted|in_process|",
        "needs_decision": "flag?", "prospect": "flag", "rejected_at": "time?",
        "last_activity_at": "time?", "location_address": "text?", "prospective_job_ids": ["int"],
        "answers": "answers?", "custom_fields": CUSTOM,
    },
    "attachments": {
        "application_id": "int", "candidate_id": "int?", "filename": "text", "url": "url",
        "type": "|resume|cover_letter|take_home_test|offer_packet|offer_letter"
        "|signed_offer_letter|other|form_attachment|midfunnel_agreement|automated_agreement|",
    },
    "candidates": {
        "first_name": "text?", "last_name": "text?", "preferred_name": "text?",
        "company": "text?", "title": "text?", "last_activity_at": "time?", "private": "flag?",
        "can_email": "flag", "time_zone": "text?", "tags": ["text"], "linked_user_ids": ["int"],
        "phone_numbers": VALUES, "addresses": VALUES, "email_addresses": VALUES,
        "website_addresses": VALUES, "social_media_addresses": [{"value": "text"}],
        "custom_fields": CUSTOM,
    },
    "departments": {"name": "text", "parent_id": "int?", "external_id": "text?"},
    "job_board_custom_locations": {
        "value": "text", "active": "flag", "greenhouse_job_board_id": "int",
    },
    "job_interview_stages": {
        "job_id": "int", "sort_order": "int", "name": "text", "active": "flag",
    },
    "job_post_locations": {
        "plain_text_location": "text?", "office_id": "int?", "job_post_id": "int?",
        "custom_location_id": "int?", "type": "|free_text|office|custom_list|?",
    },
    "job_post_searchable_locations": {
        "job_post_id": "int", "city": "text?", "county": "text?", "region_short_name": "text?",
        "region_long_name": "text?", "postal_code": "text?", "country_short_name": "text?",
        "country_long_name": "text?", "latitude": "number?", "longitude": "number?",
        "location": "text?",
    },
    "job_posts": {
        "title": "text", "internal": "flag", "active": "flag", "live": "flag", "featured": "flag",
        "first_published_at": "time?", "content": "text?", "internal_content": "text?",
        "language": "|en|zh|zhHant|nl|fi|fr|de|iw|it|ja|ko|no|pl|pt|ru|es|se|tg|th|?",
        "public_url": "url?", "demographic_question_set_id": "int?", "job_id": "int",
        "job_board_id": "int",
        "questions": [{
            "id": "int?", "description": "text?", "required": "flag?", "private": "flag",
            "label": "text", "name": "text", "options": [{"id": "int", "label": "text"}],
            "answer_type": "|short_text|long_text|boolean|single_select|multi_select|attachment"
            "|hidden|",
        }],
    },
    "jobs": {
        "name": "text", "requisition_id": "text?", "notes": "text?", "confidential": "flag",
        "status": "|open|draft|closed|", "opened_at": "time?", "closed_at": "time?",
        "is_template": "flag?", "copied_from_id": "int?", "department_id": "int?",
        "office_ids": "ints?", "custom_fields": CUSTOM,
    },
    "notes": {
        "candidate_id": "int?", "application_id": "int?", "body": "text?", "subject": "text?",
        "user_id": "int?", "email_from": "text?", "email_to": "text?", "email_cc": "texts?",
        "import_hash": "text?", "body_with_tags": "text?", "email_attachment_file_names": "text?",
        "type": "|NOTE|ACTIVITY|INTERVIEW|EMAIL|FOLLOW_UP|TAKE_HOME_TEST|LINKEDIN_NOTE"
        "|LINKEDIN_INMAIL|AVAILABILITY_REQUEST|MIGRATION_ERROR|TOUCHPOINT|FORM|FEEDBACK|",
        "visibility": "|admin_only_visible|privately_visible|publicly_visible|?",
    },
    "offices": {
        "name": "text", "parent_id": "int?", "external_id": "text?", "location": "text?",
        "primary_in_house_contact_user_id": "int?",
    },
    "openings": {
        "job_id": "int", "opened_at": "time?", "closed_at": "time?", "sort_order": "int",
        "opening_id": "text?", "application_id": "int?", "close_reason_id": "int?",
        "target_start_on": "date?", "open": "flag", "custom_fields": CUSTOM,
    },
    "rejection_details": {
        "application_id": "int", "rejected_by_id": "int?", "rejection_note_id": "int?",
        "rejection_reason_id": "int?", "rejected_at": "time?", "question_custom_fields": CUSTOM,
    },
    "rejection_reasons": {
        "name": "text", "type": {"id": "int", "key": "text", "name": "text"},
    },
    "sources": {"name": "text", "type": {"id": "int", "name": "text"}},
    "users": {
        "first_name": "text?", "last_name": "text?", "primary_email": "text",
        "job_title": "text?", "agency_id": "int?", "name": "text?", "deactivated": "flag",
        "site_admin": "flag", "employee_id": "text?", "linked_candidate_ids": ["int"],
        "office_ids": ["int"], "department_ids": ["int"], "emails": ["text"],
        "interviewer_tags": [{"id": "int", "name": "text"}], "custom_fields": CUSTOM,
    },
}  # fmt: skip
"""What each object holds, besides its id and its two times."""

TABLE = {noun: {**DATED, **fields} for noun, fields in TABLE.items()}

ABSENT = {("users", "primary_email")}
"""What an object may do without: a service user has no address."""
