"""Progress is open to everybody, explains each figure, and shows nothing where nothing is known."""

import csv
import io
import json

import pytest

from portal.domain.progress.catalogue import shipped


def text(client, path, status=200, **headers):
    answer = client.get(path, headers=headers)
    assert answer.status_code == status, path
    return answer.get_data(as_text=True)


def test_without_any_facts_there_are_no_figures_and_the_reason_stands_beside(client):
    page = text(client, "/progress")
    assert page.count("Chưa có số liệu") == len(shipped().indicators)
    assert "figure-value" not in page and "Số liệu trình diễn" not in page
    assert "Danh mục chưa có đơn vị nào" in page


def test_demo_data_is_called_so_on_every_page_and_in_every_file(client, shown):
    for path in ("", "/tinh/40", "/don-vi/X40.01", "/chi-so/on_time", "/chi-so/on_time?o=X40"):
        assert "Số liệu trình diễn" in text(client, f"/progress{path}"), path
    assert json.loads(text(client, "/progress/so-lieu.json"))["demo"] is True
    assert text(client, "/progress/so-lieu/on_time.csv").rstrip().endswith(",demo")


def test_the_tree_goes_from_the_country_to_a_unit_and_back(client, shown):
    assert 'href="/progress/don-vi/Y01?ky=2026"' in text(client, "/progress")
    assert 'href="/progress/don-vi/X40?ky=2026"' in text(client, "/progress/tinh/40")
    assert 'href="/progress/don-vi/X40.01?ky=2026"' in text(client, "/progress/don-vi/X40")
    page = text(client, "/progress/don-vi/X40.01")
    for above in ("/progress?ky=2026", "/progress/tinh/40?ky=2026", "/progress/don-vi/X40?ky=2026"):
        assert f'href="{above}"' in page


def test_every_figure_on_a_page_opens_its_definition_and_formula(client, shown):
    for code, one in shipped().indicators.items():
        assert f"/progress/chi-so/{code}?" in text(client, "/progress")
        page = text(client, f"/progress/chi-so/{code}")
        assert one.written.vi in page and f"/progress/so-lieu/{code}.csv" in page, code


def test_what_a_file_says_is_what_the_page_shows(client, shown):
    told = json.loads(text(client, "/progress/so-lieu/on_time.json?ky=2026-11&o=X40"))
    (indicator,) = told["indicators"]
    first = indicator["values"][0]
    measures = first["measures"]
    among = measures["finished"] + measures["overdue_open"]
    assert round(measures["finished_on_time"] / among * 100, 2) == float(first["value"])
    file = text(client, "/progress/so-lieu/on_time.csv?ky=2026-11&o=X40").lstrip("\ufeff")
    row = next(csv.DictReader(io.StringIO(file)))
    assert (row["period"], row["value"], row["unit"]) == ("2026-11", first["value"], "X40")
    shown_value = first["value"].rstrip("0").rstrip(".").replace(".", ",")
    assert f"{shown_value} %" in text(client, "/progress/chi-so/on_time?ky=2026-11&o=X40")


@pytest.mark.parametrize(
    "path",
    [
        "?ky=2027",
        "?ky=thang-muoi",
        "/tinh/99",
        "/don-vi/H99",
        "/chi-so/nothing",
        "/chi-so/on_time?o=province:99",
        "/so-lieu.xlsx",
        "/so-lieu/nothing.csv",
    ],
)
def test_what_is_not_there_is_not_found(client, path):
    text(client, f"/progress{path}", 404)


def test_tiles_show_another_indicator_when_asked(client, shown):
    assert "34 tỉnh, thành phố: Hồ sơ trực tuyến" in text(client, "/progress?o-tinh=online_share")
    assert "34 tỉnh, thành phố: Giải quyết đúng hạn" in text(client, "/progress?o-tinh=x")


def test_in_english_nothing_is_left_in_vietnamese_but_names(client, shown):
    client.set_cookie("lang", "en")
    page = text(client, "/progress/don-vi/X40.01")
    assert "Finished on time" in page and "Target 50 %: " in page
    for word in ("Chưa có", "Đơn vị", "Mục tiêu", "Tháng"):
        assert word not in page
