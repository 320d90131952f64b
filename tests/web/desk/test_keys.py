"""The switch for the keys of the desk (WCAG 2.1.4): off, no page has any; on again, all have."""


def test_keys_are_told_of_and_can_be_switched_off_and_on_again(binh, lying):
    queue = "/desk/H41.77.01"
    marked = "//*[@aria-keyshortcuts]"
    assert binh.open(queue).tree.xpath(f"{marked}[@href='{queue}']/@aria-keyshortcuts") == ["q"]
    page = binh.open("/desk/phim-tat")
    assert "Phím tắt đang bật" in page.text and page.tree.xpath("//main//kbd[text()='j']")
    off = binh.send(page, {"phim": "tat"})
    assert off.status == 303 and off.leads_to == "/desk/phim-tat"
    (cookie,) = (one for one in off.answer.headers.getlist("Set-Cookie") if "desk_keys" in one)
    assert "Path=/desk" in cookie and "HttpOnly" in cookie
    page = binh.open("/desk/phim-tat")
    assert "Phím tắt đang tắt" in page.text
    for path in (queue, f"{queue}/ho-so/{lying.code}"):
        seen = binh.open(path)
        assert seen.status == 200 and not seen.tree.xpath(marked)
        assert not seen.tree.xpath("//script | //dialog")
    binh.send(page, {"phim": "sai"})
    assert "Phím tắt đang tắt" in binh.open("/desk/phim-tat").text
    binh.send(page, {"phim": "bat"})
    assert binh.open(queue).tree.xpath(marked) and binh.open(queue).tree.xpath("//script")
