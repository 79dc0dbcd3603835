from __future__ import annotations

from small_policy import chinese_facts, document, facts, said

from assistant.register.reading import facts_of


def test_a_list_gives_one_row_for_each_unit_with_the_clause_as_its_task() -> None:
    text = (
        "Do the work. (Responsible units: the Municipal Commission of Development and Reform, "
        "Shanghai Branch of the People's Bank of China, and all district people's governments)"
    )
    found = facts(text).responsibilities
    assert [(row.unit, row.role, row.task) for row in found] == [
        ("Municipal Commission of Development and Reform", "responsible", "Heading of the task"),
        ("Shanghai Branch of the People's Bank of China", "responsible", "Heading of the task"),
        ("all district people's governments", "responsible", "Heading of the task"),
    ]
    assert {row.place.quote for row in found} == {text.partition("work. ")[2]}


def test_a_list_without_a_heading_takes_the_first_sentence_as_its_task() -> None:
    text = "I. Tasks\n\n1. Review the patents. Report on them. (Responsible unit: the Office)\n"
    (row,) = facts_of(document(text)).responsibilities
    assert (row.unit, row.task) == ("Office", "Review the patents")


def test_lists_name_who_leads_and_who_takes_part() -> None:
    text = "(Lead unit: the Office of Trade; participating units: the Tax Service and the Bureau)"
    assert said(f"responsibilities: Do it. {text}", "unit", "role") == [
        ("Office of Trade", "lead"),
        ("Tax Service", "take part"),
        ("Bureau", "take part"),
    ]


def test_chinese_lists_are_read_in_all_their_forms() -> None:
    text = (
        "优化配置。（牵头单位：市知识产权局；配合单位：市经济信息化委、各区政府）"
        "完善服务。（市委金融办牵头，市财政局、市税务局配合）"
        "加强管理。（责任单位：市科委、市教委等）"
    )
    found = [(row.unit, row.role) for row in chinese_facts(text).responsibilities]
    assert sorted(found) == sorted(
        [
            ("市知识产权局", "lead"),
            ("市经济信息化委", "take part"),
            ("各区政府", "take part"),
            ("市委金融办", "lead"),
            ("市财政局", "take part"),
            ("市税务局", "take part"),
            ("市科委", "responsible"),
            ("市教委", "responsible"),
        ]
    )


def test_prose_assigns_tasks_to_bodies_and_to_their_partners() -> None:
    text = "Together with other departments, the Municipal Commission shall develop guidelines."
    assert said(f"responsibilities: {text}", "unit", "role", "task") == [
        ("Municipal Commission", "responsible", "develop guidelines"),
        ("other departments", "take part", "develop guidelines"),
    ]


def test_who_leads_and_who_is_set_up_is_responsible_too() -> None:
    text = (
        "Provincial bureaus should work under the leadership of local governments. "
        "The office will form a special group to coordinate with others."
    )
    assert said(f"responsibilities: {text}", "unit", "role") == [
        ("Provincial bureaus", "responsible"),
        ("local governments", "lead"),
        ("office", "responsible"),
        ("special group", "responsible"),
    ]


def test_named_bodies_given_as_examples_are_responsible_each() -> None:
    text = (
        "Departments of the Council such as the Ministry of Education, the Ministry of Industry "
        "and Information Technology, and the Chinese Academy of Sciences should coordinate."
    )
    assert said(f"responsibilities: {text}", "unit") == [
        ("Ministry of Education",),
        ("Ministry of Industry and Information Technology",),
        ("Chinese Academy of Sciences",),
    ]


def test_persons_we_benefits_and_what_goes_on_with_they_are_no_rows() -> None:
    text = (
        "Inventors shall reach an agreement. We will create a system. Universities shall report. "
        "They shall also file. Pilot entities shall be granted autonomy. "
        "Enterprises will receive support. Banks may lend."
    )
    assert said(f"responsibilities: {text}", "unit", "task") == [("Universities", "report")]


def test_chinese_bodies_are_listed_one_by_one_and_with_their_partners() -> None:
    text = "市科委、市财政局应当会同市教委等有关部门制定办法。申请人应当缴费。"
    found = [(row.unit, row.role) for row in chinese_facts(text).responsibilities]
    assert found == [
        ("市科委", "responsible"),
        ("市财政局", "responsible"),
        ("市教委", "take part"),
    ]
