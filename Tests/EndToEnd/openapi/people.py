"""Makes owners with keys and sessions, one who has no rights, and notes the ids that a demo community holds."""

import http.cookiejar
import json
import re
import sys
import urllib.error
import urllib.parse
import urllib.request

base, owner_count, password, first_owner = sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4]


class Browser:
    """Cookies, the form token of the last page, and an address of its own, so that it has limits of its own."""

    def __init__(self, number):
        self.jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))
        self.address = f"198.51.100.{number}"

    def open(self, path, data=None, **headers):
        headers = {"X-Forwarded-For": self.address} | {name.replace("_", "-"): value for name, value in headers.items()}
        answer = self.opener.open(urllib.request.Request(base + path, data, headers), timeout=30)
        text = answer.read().decode()
        if found := re.search(r'name="_token" value="([^"]+)"', text):
            self.token = found.group(1)
        return answer.url.removeprefix(base), text

    def post(self, path, **fields):
        return self.open(path, urllib.parse.urlencode({"_token": self.token, **fields}).encode())

    def api(self, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        text = self.open("/api/v1" + path, data, Content_Type="application/json", X_Form_Token=self.token)[1]
        return json.loads(text) if text else None

    def sign_in(self, address):
        self.open("/sign-in")
        place, _ = self.post("/sign-in", address=address, password=password)
        self.open("/me")
        return place

    def proof(self):
        key = self.api("/keys", {"name": "fuzz", "scopes": ["read", "write", "administer"]})["token"]
        session = next(cookie.value for cookie in self.jar if cookie.name == "session")
        return {"key": key, "session": session, "token": self.token}


first = Browser(1)
community = re.search(r"\d+", first.sign_in(first_owner)).group()
code = first.api(f"/communities/{community}/invitations", {"usesMax": 200})["code"]
owners, members = [first.proof()], []
for number in range(2, owner_count + 2):
    browser = Browser(number)
    browser.open("/sign-up")
    browser.post("/sign-up", name=f"人 {number}", address=f"p{number}@pond.example", password=password, agrees="yes")
    browser.open("/me")
    member = browser.api("/invitation-uses", {"code": code, "name": f"人 {number}"})["memberId"]
    if number <= owner_count:
        first.api(f"/communities/{community}/members/{member}/posts", {"post": "owner"})
        owners.append(browser.proof())
    else:
        members.append(browser.proof())

root = f"/communities/{community}"
group = next(group["id"] for group in first.api(root + "/groups")["groups"] if group["isMember"])
lines = first.api(f"{root}/groups/{group}/messages?limit=20")["lines"]
print(json.dumps({
    "owners": owners,
    "members": members,
    "ids": {
        "community": [community],
        "group": [group["id"] for group in first.api(root + "/groups")["groups"]],
        "message": [line["message"]["id"] for line in lines if "message" in line],
        "member": [member["id"] for member in first.api(root + "/members?limit=20")["items"]],
        "report": [report["id"] for report in first.api(root + "/reports")["reports"]],
        "invitation": [one["id"] for one in first.api(root + "/invitations")["items"]],
    },
}))
