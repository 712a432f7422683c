/// Who is let in where, written by hand from the product's table of posts. A new route needs a line here.
enum RouteAccess {
    /// Streams do not end by themselves: whoever is let in is not asked here.
    static func isStream(_ path: String) -> Bool { path.hasSuffix("/live") }

    static let table: [String: Set<RouteVisitor>] = {
        var table: [String: Set<RouteVisitor>] = [:]
        for (visitors, lines) in groups {
            for line in lines.split(separator: "\n") { table[String(line)] = visitors }
        }
        return table
    }()

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
            GET /policies/{policy}
            GET /
            GET /communities/{community}/brand.css
            GET /c/{community}
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
        // Members, whatever their post.
        (
            RouteVisitor.insiders,
            """
            GET /api/v1/communities/{community}/live
            GET /api/v1/communities/{community}/groups
            GET /api/v1/communities/{community}/groups/{group}
            GET /api/v1/communities/{community}/groups/{group}/members
            PUT /api/v1/communities/{community}/groups/{group}/read
            GET /api/v1/communities/{community}/groups/{group}/messages
            POST /api/v1/communities/{community}/groups/{group}/messages
            POST /api/v1/communities/{community}/groups/{group}/messages/{message}/recall
            PUT /api/v1/communities/{community}/groups/{group}/messages/{message}/reactions
            GET /api/v1/communities/{community}/messages
            POST /api/v1/communities/{community}/groups/{group}/messages/{message}/reports
            GET /c/{community}/groups
            GET /c/{community}/groups/search
            GET /c/{community}/groups/{group}
            GET /c/{community}/groups/{group}/entries
            GET /c/{community}/groups/{group}/mentions
            GET /c/{community}/groups/{group}/messages/{message}
            POST /c/{community}/groups/{group}/messages
            POST /c/{community}/groups/{group}/readings
            POST /c/{community}/groups/{group}/departures
            POST /c/{community}/groups/{group}/messages/{message}/reactions
            POST /c/{community}/groups/{group}/messages/{message}/recalls
            POST /c/{community}/groups/{group}/messages/{message}/reports
            """
        ),
        // Members, and whoever runs the installation.
        (
            RouteVisitor.insiders.union([.administrator]),
            """
            GET /c/{community}/members
            GET /c/{community}/me
            POST /c/{community}/me
            POST /c/{community}/departures
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
            POST /console/{community}/saved-filters
            POST /console/{community}/saved-filters/{filter}/removals
            POST /console/{community}/members/{member}/post-withdrawals
            GET /console/{community}/settings
            GET /console/{community}/settings/positioning
            GET /console/{community}/settings/access
            GET /console/{community}/settings/staff
            GET /console/{community}/settings/permissions
            GET /console/{community}/groups
            GET /console/{community}/groups/search
            GET /console/{community}/groups/{group}
            GET /console/{community}/groups/{group}/entries
            GET /console/{community}/groups/{group}/mentions
            GET /console/{community}/groups/{group}/messages/{message}
            POST /console/{community}/groups/{group}/messages
            POST /console/{community}/groups/{group}/readings
            POST /console/{community}/groups/{group}/departures
            POST /console/{community}/groups/{group}/messages/{message}/reactions
            POST /console/{community}/groups/{group}/messages/{message}/recalls
            POST /console/{community}/groups/{group}/messages/{message}/reports
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
            POST /console/{community}/members/{member}/claims
            POST /console/{community}/settings
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
            PUT /api/v1/communities/{community}/groups/{group}/membership
            DELETE /api/v1/communities/{community}/groups/{group}/membership
            GET /console/{community}/groups/{group}/settings
            POST /console/{community}/groups/{group}/settings
            POST /console/{community}/groups/{group}/archivings
            POST /console/{community}/groups/{group}/reopenings
            POST /c/{community}/groups/{group}/memberships
            POST /console/{community}/groups/{group}/memberships
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
        // Invitations to the whole community; a leader names the group they lead.
        (
            [.marketing, .admin, .owner, .administrator],
            """
            POST /console/{community}/invitations
            POST /api/v1/communities/{community}/invitations
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
            POST /console/{community}/members/{member}/notes
            POST /api/v1/communities/{community}/members/{member}/notes
            """
        ),
        // Whoever sees the audit log and takes data out.
        (
            [.tech, .admin, .owner, .administrator],
            """
            GET /console/{community}/audit
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
            GET /communities/new
            POST /communities
            POST /api/v1/communities
            """
        ),
    ]
}
