"""Every rule of every kind: kept by a case in order, broken by what breaks it, open without facts."""

from __future__ import annotations

from typing import Any

import pytest
from test_examples import DAY, EXAMPLES, PAPERS, look_up

from assistant.drafting.draft import Check
from assistant.drafting.drafter import Desk, draft
from assistant.drafting.factsfile import read_facts
from assistant.drafting.given import brief_of

SHARES = [{"party": "a", "share": 50}, {"party": "b", "share": 51}]
PATENT = {"number": "ZL1", "title": "x", "type": "invention"}
EVALUATED = {
    "technical_maturity": "a",
    "application_scenarios": "b",
    "industrialization_prospects": "c",
}

BREAKS: dict[str, dict[str, dict[str, Any]]] = {
    "implementation_plan": {
        "entity-takes-part-in-the-pilot": {"is_pilot_entity": "no"},
        "licence-term-at-least-ten-years": {"licence_term_years": 9.5},
        "licence-dates-agree-with-the-term": {"licence_end": "2040-01-01"},
        "internal-announcement-at-least-15-days": {"announcement_end": "2026-03-16"},
        "benefit-agreement-in-writing": {"benefit_agreement_in_writing": "not yet"},
        "benefit-shares-add-up-to-100": {"benefit_shares": SHARES},
        "collaboration-names-its-partners": {"partners": "none"},
        "extension-after-fulfilled-agreement": {
            "extends_earlier_licence": "yes", "earlier_agreement_fulfilled": "no", "positive_progress": "yes",
        },
        "dates-in-order": {"approval_date": "2026-01-01"},
    },
    "ownership_assignment": {
        "no-assignment-touching-excluded-interests": {"touches_excluded_interests": "yes"},
        "no-assignment-involving-state-secrets": {"involves_state_secrets": "yes"},
        "entity-takes-part-in-the-pilot": {"is_pilot_entity": "no"},
        "team-agreement-in-writing": {"team_agreement_in_writing": "no"},
        "team-representative-appointed": {"representative": "not appointed"},
        "team-shares-add-up-to-100": {"team_shares": {"Li Hua": 60, "Wang Wei": 30}},
        "ownership-shares-add-up-to-100": {"ownership_shares": SHARES},
        "entity-rights-explicitly-defined": {"entity_rights_defined": "no"},
        "internal-announcement-at-least-15-days": {"announcement_end": "2026-03-01"},
        "benefit-agreement-in-writing": {"benefit_agreement_in_writing": "no"},
        "benefit-shares-add-up-to-100": {"benefit_shares": SHARES},
        "agreement-covers-all-matters": {"agreement_covers": ["benefit_ratio"]},
        "dates-in-order": {"agreement_date": "2026-03-01"},
    },
    "licence_application": {
        "asset-evaluation-is-the-entitys-own-decision": {"asset_evaluation_decided_by": "licensee"},
        "transfer-abroad-reviewed": {"transfer_abroad": "yes", "transfer_review_done": "no"},
        "open-licence-registered-as-technology-contract": {
            "licence_type": "open", "technology_contract_registered": "no",
        },
        "licence-contract-filed": {"licence_will_be_filed": "no"},
        "income-retained-by-the-entity": {"income_goes_to": "state treasury"},
        "licence-dates-agree-with-the-term": {"licence_end": "2026-04-01"},
    },
    "compliance_rectification": {
        "no-assignment-touching-excluded-interests": {
            "rectification_route": "assignment", "touches_excluded_interests": "yes",
        },
        "no-assignment-involving-state-secrets": {
            "rectification_route": "assignment", "involves_state_secrets": "yes",
        },
        "entity-takes-part-in-the-pilot": {"is_pilot_entity": "no"},
        "venture-uses-the-entitys-results": {"uses_entity_results": "no"},
        "venture-founded-before-the-request": {"venture_founded": "2026-06-01"},
        "property-rights-well-defined": {"property_rights_defined": "no"},
        "rectification-approved-by-the-entity": {"entity_approval": "no"},
        "benefit-agreement-in-writing": {"benefit_agreement_in_writing": "no"},
        "benefit-shares-add-up-to-100": {"benefit_shares": SHARES},
        "venture-shares-add-up-to-100": {"venture_shares": SHARES},
        "licence-term-at-least-ten-years": {"licence_term_years": 9},
        "internal-announcement-at-least-15-days": {"announcement_days": 14},
        "dates-in-order": {"request_date": "2026-03-03"},
    },
    "clinic_case": {
        "no-assignment-touching-excluded-interests": {
            "wished_route": "assignment", "touches_excluded_interests": "yes",
        },
        "no-assignment-involving-state-secrets": {
            "wished_route": "assignment", "involves_state_secrets": "yes",
        },
        "entity-takes-part-in-the-pilot": {"wished_route": "assignment", "is_pilot_entity": "no"},
        "team-agreement-in-writing": {"wished_route": "assignment", "team_agreement_in_writing": "no"},
        "team-representative-appointed": {"wished_route": "assignment", "representative": "none"},
        "licence-term-at-least-ten-years": {"wished_route": "long_term_licence", "licence_term_years": 5},
        "internal-announcement-at-least-15-days": {
            "wished_route": "assignment", "announcement_days": 7,
        },
        "transfer-abroad-reviewed": {"transfer_review_done": "no"},
        "dates-in-order": {"licence_start": "2026-05-01", "licence_end": "2026-04-01"},
    },
    "pilot_application": {
        "applicant-is-a-public-research-institution": {"entity_is_public": "no"},
        "applicant-has-a-track-record": {"track_record": "none"},
        "every-pilot-task-addressed": {"compliance_task": "none"},
        "indemnity-framework-defines-all-matters": {"indemnity_defines": ["subject"]},
        "management-team-set-up": {"management_team": "none"},
        "all-departments-coordinated": {"coordinated_departments": ["audit"]},
        "transfer-organization-designated": {"transfer_organization": "无"},
        "supporting-system-within-one-year": {
            "pilot_start": None, "supporting_system_date": None, "supporting_system_months": 13,
        },
        "supporting-system-date-within-one-year": {"supporting_system_date": "2027-01-02"},
        "pilot-lasts-three-years-at-most": {"pilot_end": "2031-01-01"},
        "supporting-system-covers-all-parts": {"supporting_system_covers": ["start_ups"]},
        "annual-reporting": {"annual_reporting": "no"},
    },
    "patent_inventory": {
        "inventory-covers-all-patents": {"covers_all_patents": "no"},
        "inventory-completed-by-the-end-of-2024": {"inventory_completed": "2025-01-01"},
        "patents-evaluated-on-every-factor": {"patents": [PATENT]},
        "screened-patents-state-their-intention": {"patents": [{**PATENT, **EVALUATED, "screened_in": "yes"}]},
        "implemented-patents-annotated": {"patents": [{**PATENT, **EVALUATED, "implemented": "yes"}]},
        "inventory-results-uploaded": {"results_uploaded": "no"},
        "no-patent-listed-twice": {"patents": [{**PATENT, **EVALUATED}, {**PATENT, **EVALUATED}]},
        "granted-before-completion": {"patents": [{**PATENT, **EVALUATED, "granted": "2025-01-01"}]},
    },
}  # fmt: skip
# Says what holds and forbids nothing.
NEVER_BROKEN = {"asset-evaluation-not-required-for-wholly-state-owned-licensee"}
RULES = [(kind, rule) for kind, rules in BREAKS.items() for rule in rules]


def complete(kind: str) -> dict[str, Any]:
    return read_facts(next(f for f in EXAMPLES if f.name == f"{kind}.complete.en.yaml"))


def checked(kind: str, facts: dict[str, Any]) -> dict[str, Check]:
    paper = PAPERS.kind(kind)
    made = draft(paper, brief_of(paper, facts, None, None, DAY), Desk(look_up, {}))
    return {check.rule: check for check in made.checks}


@pytest.mark.parametrize("kind", BREAKS)
def test_every_binding_rule_stands_in_the_table(kind: str) -> None:
    binding = {rule.name for rule in PAPERS.kind(kind).rules if not rule.advice}
    assert binding - NEVER_BROKEN == set(BREAKS[kind])


@pytest.mark.parametrize(("kind", "rule"), RULES)
def test_a_rule_fails_alone_where_it_is_broken(kind: str, rule: str) -> None:
    checks = checked(kind, {**complete(kind), **BREAKS[kind][rule]})
    assert [name for name, check in checks.items() if check.outcome == "fail"] == [rule]
    assert checks[rule].message


@pytest.mark.parametrize(("kind", "rule"), RULES)
def test_a_rule_does_not_fail_where_its_facts_are_missing(kind: str, rule: str) -> None:
    facts = {**complete(kind), **BREAKS[kind][rule]}
    for name in checked(kind, facts)[rule].fields:
        facts.pop(name, None)
    assert checked(kind, facts)[rule].outcome != "fail"


@pytest.mark.parametrize("kind", BREAKS)
def test_without_any_fact_nothing_fails_and_all_that_is_required_is_asked_for(kind: str) -> None:
    paper = PAPERS.kind(kind)
    made = draft(paper, brief_of(paper, {}, None, None, DAY), Desk(look_up, {}))
    assert {check.outcome for check in made.checks} <= {
        "needs_information",
        "not_applicable",
        "pass",
    }
    always = {fact.name for fact in paper.facts if fact.required is True}
    assert always <= {each.field for each in made.missing}


@pytest.mark.parametrize(
    ("kind", "facts", "rule"),
    [
        ("licence_application", {"licence_type": "exclusive"}, "ordinary-licence-advocated"),
        ("licence_application", {"payment_method": "one_time"}, "upfront-and-royalty-or-deferred-payment-advocated"),
        (
            "licence_application", {"patents": [{"number": "1", "type": "design"}]},
            "stability-analysis-for-utility-models-and-designs",
        ),
        ("licence_application", {"suits_many_users": "yes"}, "open-licence-for-patents-of-wide-use"),
        ("licence_application", {}, "share-of-the-income-for-transfer-services"),
    ],
)  # fmt: skip
def test_advice_is_told_and_never_fails(kind: str, facts: dict[str, Any], rule: str) -> None:
    check = checked(kind, {**complete(kind), **facts})[rule]
    assert check.advice
    assert check.outcome == "not_applicable"
    assert check.message.startswith("Advice")
    assert check.citations
