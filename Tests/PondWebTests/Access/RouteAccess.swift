/// Who is let in where, written by hand from the product's table of posts. A new route needs a line here.
enum RouteAccess {
    /// To write one has to be a member, and what an empty form lacks is told before that: of people who are none, the
    /// answer to these says nothing.
    static func isToldLater(_ line: String, _ visitor: RouteVisitor) -> Bool {
        visitor == .administrator && line.contains("/groups/{group}/")
    }

    /// Streams do not end by themselves, and an upload brings its token in its own way: whoever is let in is not asked
    /// here.
    static func isAskedElsewhere(_ path: String) -> Bool {
        path.hasSuffix("/live") || path == "/console/{community}/exchange/uploads"
    }

    static let table = groups.reduce(into: [String: Set<RouteVisitor>]()) { table, group in
        for line in group.1.split(separator: "\n") { table[String(line)] = group.0 }
    }

    private static let groups: [(Set<RouteVisitor>, String)] = [
        // Guests too.
        (
            RouteVisitor.all,
            """
            GET /healthz
            GET /metrics
            GET /readyz
            GET /assets/{name}
            POST /preferences
            GET /sign-in
            POST /sign-in
            GET /sign-in/code
            POST /sign-in/codes
            GET /sign-in/code/entry
            POST /sign-in/code/entry
            GET /sign-in/second-factor
            POST /sign-in/second-factor
            GET /sign-in/reset
            POST /sign-in/reset
            POST /session/end
            GET /first-run
            POST /first-run
            GET /sign-up
            POST /sign-up
            GET /policies
            GET /policies/{policy}
            GET /source
            GET /source/archive
            GET /
            GET /communities/{community}/brand.css
            GET /c/{community}
            GET /c/{community}/marks/{picture}
            GET /i/{code}
            GET /i
            GET /api/v1/communities
            GET /openapi.json
            """
        ),
        // Whoever has an account.
        (
            RouteVisitor.all.subtracting([.guest]),
            """
            GET /me
            POST /me/profile
            POST /me/addresses
            GET /me/addresses/verification
            POST /me/addresses/codes
            POST /me/addresses/verification
            GET /me/password
            POST /me/password
            GET /me/second-factor
            POST /me/second-factor
            POST /me/second-factor/removals
            GET /me/sessions
            POST /me/sessions/revocations
            POST /me/sessions/{session}/revocations
            GET /me/keys
            POST /me/keys
            POST /me/keys/{key}/revocations
            GET /me/privacy
            POST /me/consents
            POST /me/exports
            GET /me/exports/{export}
            POST /me/departures
            POST /me/departures/cancellations
            GET /api/v1/me
            GET /api/v1/me/sessions
            DELETE /api/v1/me/sessions/{session}
            GET /api/v1/keys
            POST /api/v1/keys
            DELETE /api/v1/keys/{key}
            GET /console
            POST /c/{community}/memberships
            POST /i/{code}/uses
            POST /api/v1/invitation-uses
            """
        ),
        // Members, and whoever runs the installation.
        (
            RouteVisitor.insiders.union([.administrator]),
            """
            GET /c/{community}/members
            GET /c/{community}/tabs
            GET /api/v1/communities/{community}/members
            POST /api/v1/communities/{community}/members/{member}/post-withdrawals
            """
        ),
        // Whoever holds a post, leaders too.
        (
            RouteVisitor.staff.union([.administrator]),
            """
            GET /console/{community}/members
            POST /console/{community}/member-selections
            GET /console/{community}/settings
            GET /console/{community}/settings/positioning
            GET /console/{community}/settings/access
            GET /console/{community}/settings/staff
            GET /console/{community}/settings/permissions
            """
        ),
        // Posts that are for the whole community.
        (
            [.support, .marketing, .tech, .admin, .owner, .administrator],
            """
            GET /api/v1/communities/{community}
            """
        ),
        // 群主 and 管理员.
        (
            [.admin, .owner, .administrator],
            """
            POST /console/{community}/member-removals
            POST /console/{community}/member-removals/{batch}/undoings
            POST /console/{community}/settings
            POST /console/{community}/settings/mark
            POST /console/{community}/settings/mark/removals
            PUT /api/v1/communities/{community}/mark
            DELETE /api/v1/communities/{community}/mark
            POST /console/{community}/settings/positioning
            POST /console/{community}/settings/access
            PATCH /api/v1/communities/{community}
            POST /api/v1/communities/{community}/member-removals
            POST /api/v1/communities/{community}/member-removals/{batch}/undoings
            POST /api/v1/communities/{community}/groups
            GET /console/{community}/groups/new
            POST /console/{community}/groups
            """
        ),
        // Whoever keeps this group.
        (
            [.leader, .admin, .owner, .administrator],
            """
            POST /console/{community}/group-placements
            PUT /api/v1/communities/{community}/groups/{group}
            POST /api/v1/communities/{community}/groups/{group}/archiving
            DELETE /api/v1/communities/{community}/groups/{group}/archiving
            POST /api/v1/communities/{community}/groups/{group}/members
            DELETE /api/v1/communities/{community}/groups/{group}/members/{member}
            GET /console/{community}/groups/{group}/settings
            POST /console/{community}/groups/{group}/settings
            POST /console/{community}/groups/{group}/archivings
            POST /console/{community}/groups/{group}/reopenings
            """
        ),
        // Whoever brings people in.
        (
            [.leader, .marketing, .admin, .owner, .administrator],
            """
            GET /console/{community}/invitations
            GET /console/{community}/invitations/{invitation}
            POST /console/{community}/invitations/{invitation}/revocations
            GET /api/v1/communities/{community}/invitations
            POST /api/v1/communities/{community}/invitations/{invitation}/revocations
            """
        ),
        // Invitations to the whole community; a leader names the group they lead. It says who invites: a member.
        (
            [.marketing, .admin, .owner],
            """
            POST /console/{community}/invitations
            POST /api/v1/communities/{community}/invitations
            """
        ),
        // What members have of their own.
        (
            RouteVisitor.insiders,
            """
            GET /c/{community}/me
            POST /c/{community}/me
            POST /c/{community}/departures
            """
        ),
        (
            RouteVisitor.staff,
            """
            POST /console/{community}/saved-filters
            POST /console/{community}/saved-filters/{filter}/removals
            """
        ),
        // Staff who are members: a note says who wrote it, and a claim joins an imported person to a login.
        (
            [.support, .marketing, .admin, .owner],
            """
            POST /console/{community}/members/{member}/notes
            """
        ),
        (
            [.admin, .owner],
            """
            POST /console/{community}/members/{member}/claims
            """
        ),
        // The form comes back on the member's page, for those who see it.
        (
            [.leader, .support, .marketing, .admin, .owner, .administrator],
            """
            POST /console/{community}/members/{member}/post-withdrawals
            """
        ),
        // Whoever decides on reports.
        (
            [.support, .admin, .owner, .administrator],
            """
            GET /api/v1/communities/{community}/reports
            POST /api/v1/communities/{community}/reports/{report}/decision
            GET /console/{community}/reports
            POST /console/{community}/reports/{report}/decisions
            """
        ),
        // Whoever sees what is known of a member.
        (
            [.leader, .support, .marketing, .admin, .owner, .administrator],
            """
            GET /console/{community}/members/{member}
            GET /api/v1/communities/{community}/members/{member}
            """
        ),
        // Whoever writes notes on members.
        (
            [.support, .marketing, .admin, .owner, .administrator],
            """
            POST /api/v1/communities/{community}/members/{member}/notes
            """
        ),
        // Whoever sees the audit log and takes data out.
        (
            [.tech, .admin, .owner, .administrator],
            """
            GET /console/{community}/audit
            GET /console/{community}/audit/export
            GET /console/{community}/members/export
            """
        ),
        // 群主 alone.
        (
            [.owner, .administrator],
            """
            POST /console/{community}/member-posts
            POST /console/{community}/members/{member}/posts
            POST /console/{community}/settings/staff/withdrawals
            POST /api/v1/communities/{community}/members/{member}/posts
            """
        ),
        // Whoever runs the installation.
        (
            [.administrator],
            """
            GET /installation
            POST /installation
            POST /installation/mail-trials
            GET /installation/work
            POST /installation/work/{job}/retries
            GET /communities/new
            POST /communities
            POST /api/v1/communities
            """
        ),
        // What is said in groups: members, and in the console staff; whoever runs the installation may read.
        (
            RouteVisitor.insiders.union([.administrator]),
            """
            GET /api/v1/communities/{community}/groups
            GET /api/v1/communities/{community}/groups/{group}
            GET /api/v1/communities/{community}/groups/{group}/members
            GET /api/v1/communities/{community}/groups/{group}/messages
            GET /api/v1/communities/{community}/messages
            GET /c/{community}/groups
            GET /c/{community}/media/{picture}
            GET /c/{community}/media/{picture}/thumbnail
            GET /c/{community}/groups/search
            GET /c/{community}/groups/{group}
            GET /c/{community}/groups/{group}/entries
            GET /c/{community}/groups/{group}/mentions
            GET /c/{community}/groups/{group}/messages/{message}
            """
        ),
        (
            RouteVisitor.staff.union([.administrator]),
            """
            GET /console/{community}/groups
            GET /console/{community}/groups/search
            GET /console/{community}/groups/{group}
            GET /console/{community}/groups/{group}/entries
            GET /console/{community}/groups/{group}/mentions
            GET /console/{community}/groups/{group}/messages/{message}
            """
        ),
        // To speak one is a member.
        (
            RouteVisitor.insiders,
            """
            GET /api/v1/communities/{community}/live
            PUT /api/v1/communities/{community}/groups/{group}/read
            POST /api/v1/communities/{community}/groups/{group}/messages
            POST /api/v1/communities/{community}/groups/{group}/messages/{message}/recall
            PUT /api/v1/communities/{community}/groups/{group}/messages/{message}/reactions
            POST /api/v1/communities/{community}/groups/{group}/messages/{message}/reports
            POST /c/{community}/groups/{group}/messages
            POST /c/{community}/groups/{group}/pictures
            POST /api/v1/communities/{community}/groups/{group}/media
            POST /c/{community}/groups/{group}/readings
            POST /c/{community}/groups/{group}/departures
            POST /c/{community}/groups/{group}/messages/{message}/reactions
            POST /c/{community}/groups/{group}/messages/{message}/recalls
            POST /c/{community}/groups/{group}/messages/{message}/reports
            PUT /api/v1/communities/{community}/groups/{group}/membership
            DELETE /api/v1/communities/{community}/groups/{group}/membership
            POST /c/{community}/groups/{group}/memberships
            """
        ),
        (
            RouteVisitor.staff,
            """
            POST /console/{community}/groups/{group}/messages
            POST /console/{community}/groups/{group}/pictures
            POST /console/{community}/groups/{group}/readings
            POST /console/{community}/groups/{group}/departures
            POST /console/{community}/groups/{group}/messages/{message}/reactions
            POST /console/{community}/groups/{group}/messages/{message}/recalls
            POST /console/{community}/groups/{group}/messages/{message}/reports
            POST /console/{community}/groups/{group}/memberships
            """
        ),
        // Who brings history in, and takes it out.
        (
            [.tech, .admin, .owner, .administrator],
            """
            GET /console/{community}/insight/people/export
            GET /console/{community}/today/people/export
            GET /api/v1/communities/{community}/imports
            GET /api/v1/communities/{community}/imports/{import}
            GET /api/v1/communities/{community}/uploads/{upload}
            GET /console/{community}/exchange/imports/{import}
            GET /console/{community}/exchange/uploads/{upload}
            GET /console/{community}/exchange/uploads/{upload}/skips
            POST /api/v1/communities/{community}/imports
            POST /api/v1/communities/{community}/imports/{import}/undoings
            POST /api/v1/communities/{community}/uploads
            POST /api/v1/communities/{community}/uploads/{upload}/confirmations
            POST /api/v1/communities/{community}/uploads/{upload}/discards
            POST /console/{community}/exchange/imports/{import}/undoings
            POST /console/{community}/exchange/uploads
            POST /console/{community}/exchange/uploads/{upload}/confirmations
            POST /console/{community}/exchange/uploads/{upload}/discards
            POST /console/{community}/exchange/uploads/{upload}/plans
            GET /api/v1/communities/{community}/groups/{group}/export
            GET /console/{community}/exchange
            GET /console/{community}/exchange/export
            GET /console/{community}/groups/{group}/export
            """
        ),
        // Whoever reads the figures of the community.
        (
            [.marketing, .tech, .admin, .owner, .administrator],
            """
            GET /console/{community}/insight
            POST /console/{community}/insight/checkups
            POST /console/{community}/insight/checkups/{checkup}/cancellations
            GET /console/{community}/insight/people
            GET /api/v1/communities/{community}/checkups
            POST /api/v1/communities/{community}/checkups
            GET /api/v1/communities/{community}/checkups/{checkup}
            GET /api/v1/communities/{community}/checkups/{checkup}/people
            POST /api/v1/communities/{community}/checkups/{checkup}/cancellations
            """
        ),
        // The desk of everybody with a post.
        (
            RouteVisitor.staff.union([.administrator]),
            """
            GET /console/{community}
            GET /console/{community}/search
            GET /console/{community}/today
            GET /console/{community}/today/people
            """
        ),
    ]
}
