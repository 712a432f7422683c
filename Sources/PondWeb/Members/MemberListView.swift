import PondCommunity
import PondCore

/// Puts the page of a list together.
struct MemberListView {
    let standing: Standing
    let call: Call
    let filter: MemberFilter
    let cursor: MemberCursor?
    let page: MemberDirectory.Page
    let count: MemberDirectory.Count
    let everybody: MemberDirectory.Count
    let saved: [SavedFilters.Saved]
    let groups: [Group]
    /// The code and the inviter that the filter asks for.
    let invited: (code: String?, inviter: String?)
    let now: Timestamp

    private var language: ReportLanguage { call.visit.language }
    private var base: String { "/console/\(standing.community.id)/members" }
    private var showsDetails: Bool { standing.allowsSomewhere(.viewMemberDetails) }

    func page(_ shell: ConsoleShell) -> MemberListPage {
        let words = ListWords(standing, call, now: now)
        let query = MemberFilterQuery.text(filter)
        let console = "/console/\(standing.community.id)"
        let mayBulk = [.manageMembers, .manageGroups, .manageStaff, .exportData].contains { standing.allows($0) }
        return MemberListPage(
            frame: call.pages.frame(Phrase("全部成员", "Members"), call.visit), shell: shell, tabs: tabs, chips: chips,
            rows: page.lines.map { MemberRow($0, address: "\(base)/\($0.id)", words) },
            count: MemberWords.fitting(count).text(language), countValue: NumberWords.count(count.value),
            isFormer: filter.isFormer, invitation: filter.invitation?.description,
            inviter: filter.inviter?.description,
            importID: filter.importID.map { String($0) }, isAlone: everybody.value <= 1 && filter.isEverybody,
            isEmpty: page.lines.isEmpty, isFiltered: !filter.isEverybody, text: filter.text ?? "", posts: posts,
            groups: groupChoices, joined: days([1, 7, 30, 90], filter.joinedWithinDays, MemberWords.joinedWithin),
            silent: showsDetails ? days([7, 14, 30, 90], filter.silentDays, MemberWords.silentFor) : [],
            origins: showsDetails ? origins : [], sorts: sorts, query: query, address: base,
            next: page.next.map { "\(base)?\(joined(query, "after=\(FormValues.encoded($0.description))"))" },
            first: cursor == nil ? nil : "\(base)?\(query)",
            exportAddress: standing.allows(.exportData) ? "\(base)/export?\(query)" : nil,
            inviteAddress: standing.allowsSomewhere(.manageInvitations)
                ? ConsolePlace.invitations.address(standing.community.id) : nil,
            importAddress: standing.allows(.importHistory) ? ConsolePlace.exchange.address(standing.community.id) : nil,
            selectionAddress: mayBulk ? "\(console)/member-selections" : nil,
            saveAddress: standing.member != nil && !filter.isEverybody && !saved.contains { $0.query == query }
                ? "\(console)/saved-filters" : nil,
            messageSearch: filter.text.map { text in
                ShellLink(
                    address: "\(console)/groups/search?q=\(FormValues.encoded(text))",
                    title: Phrase("在消息里搜「\(text)」", "Search messages for “\(text)”").text(language))
            },
            mayRemove: standing.allows(.manageMembers), mayPlace: standing.allows(.manageGroups),
            mayGive: standing.allows(.manageStaff), showsDetails: showsDetails)
    }

    private func joined(_ one: String, _ other: String) -> String { one.isEmpty ? other : "\(one)&\(other)" }

    /// The lists that everybody has, then one's own.
    private var tabs: [MemberListPage.ListTab] {
        var standard: [(Phrase, MemberFilter)] = [
            (Phrase("全部", "All"), MemberFilter()),
            (Phrase("近 7 天加入", "Joined this week"), MemberFilter(joinedWithinDays: 7)),
        ]
        if showsDetails {
            standard += [
                (Phrase("沉默 14 天", "Silent for 14 days"), MemberFilter(silentDays: 14)),
                (Phrase("导入的", "Imported"), MemberFilter(origin: .imported)),
                (Phrase("已离开", "Left"), MemberFilter(isFormer: true)),
            ]
        }
        let query = MemberFilterQuery.text(filter)
        // One's own name for a list says more than the one that everybody has.
        let isKept = saved.contains { $0.query == query }
        return standard.map { title, filter in
            MemberListPage.ListTab(
                title: title.text(language), address: "\(base)?\(MemberFilterQuery.text(filter))",
                isCurrent: MemberFilterQuery.text(filter) == query && !isKept, removal: nil)
        }
            + saved.map {
                MemberListPage.ListTab(
                    title: $0.name, address: "\(base)?\($0.query)", isCurrent: $0.query == query,
                    removal: "/console/\(standing.community.id)/saved-filters/\($0.id)/removals")
            }
    }

    private var chips: [MemberListPage.Chip] {
        func chip(_ label: Phrase, _ change: (inout MemberFilter) -> Void) -> MemberListPage.Chip {
            var without = filter
            change(&without)
            return .init(label: label.text(language), without: "\(base)?\(MemberFilterQuery.text(without))")
        }
        var chips: [MemberListPage.Chip] = []
        if let text = filter.text { chips.append(chip(MemberFilterWords.text(text)) { $0.text = nil }) }
        if let post = filter.post { chips.append(chip(CommunityWords.name(of: post)) { $0.post = nil }) }
        if let group = filter.group {
            let name = groups.first { $0.id == group }?.name ?? group.description
            chips.append(chip(MemberFilterWords.group(name)) { $0.group = nil })
        }
        if filter.isGroupless { chips.append(chip(MemberFilterWords.groupless) { $0.isGroupless = false }) }
        if let days = filter.joinedWithinDays {
            chips.append(chip(MemberWords.joinedWithin(days)) { $0.joinedWithinDays = nil })
        }
        if let days = filter.silentDays { chips.append(chip(MemberWords.silentFor(days)) { $0.silentDays = nil }) }
        if filter.invitation != nil {
            let code = invited.code.map(InvitationCode.shown) ?? "–"
            chips.append(chip(MemberFilterWords.invitation(code)) { $0.invitation = nil })
        }
        if filter.inviter != nil {
            let name = invited.inviter ?? "–"
            chips.append(chip(MemberFilterWords.inviter(name)) { $0.inviter = nil })
        }
        if filter.importID != nil { chips.append(chip(MemberFilterWords.oneImport) { $0.importID = nil }) }
        if let origin = filter.origin { chips.append(chip(MemberWords.name(of: origin)) { $0.origin = nil }) }
        if filter.isFormer { chips.append(chip(MemberFilterWords.former) { $0.isFormer = false }) }
        return chips
    }

    private var posts: [FormChoice] {
        Post.staff.map {
            FormChoice($0.rawValue, CommunityWords.name(of: $0).text(language), isChosen: filter.post == $0)
        }
    }

    private var groupChoices: [FormChoice] {
        let none = FormChoice(
            MemberFilterQuery.noGroup, Phrase("没进任何群", "In no group").text(language), isChosen: filter.isGroupless)
        return (showsDetails ? [none] : [])
            + groups.map { FormChoice($0.id.description, $0.name, isChosen: filter.group == $0.id) }
    }

    private var origins: [FormChoice] {
        MemberFilter.Origin.allCases.map {
            FormChoice($0.rawValue, MemberWords.name(of: $0).text(language), isChosen: filter.origin == $0)
        }
    }

    private var sorts: [FormChoice] {
        MemberFilter.Sort.allCases.map {
            FormChoice($0.rawValue, MemberWords.name(of: $0).text(language), isChosen: filter.sort == $0)
        }
    }

    private func days(_ offered: [Int], _ chosen: Int?, _ words: (Int) -> Phrase) -> [FormChoice] {
        let all = chosen.map { offered.contains($0) ? offered : (offered + [$0]).sorted() } ?? offered
        return all.map { FormChoice(String($0), words($0).text(language), isChosen: $0 == chosen) }
    }
}

/// Puts the page of a decision about several members together.
struct MemberDecisionView {
    let standing: Standing
    let call: Call
    let form: FormValues
    let selection: MemberSelection
    let members: [MemberLine]
    let total: MemberDirectory.Count
    let groups: [Group]
    let errors: [String: String]

    private enum Act: String {
        case removal, placing, giving
    }

    func page(_ shell: ConsoleShell) -> MemberDecisionPage {
        let language = call.visit.language
        let act = Act(rawValue: form["act"]) ?? .removal
        let console = "/console/\(standing.community.id)"
        let people = MemberWords.fitting(total)
        let heading: Phrase
        let button: Phrase
        let path: String
        switch act {
        case .removal:
            heading = Phrase("请出 \(people.chinese)", "Remove \(people.english)")
            button = Phrase("请出", "Remove")
            path = "member-removals"
        case .placing:
            heading = Phrase("把 \(people.chinese)加进群", "Add \(people.english) to a group")
            button = Phrase("加进群", "Add")
            path = "group-placements"
        case .giving:
            heading = Phrase("给 \(people.chinese)岗位", "Give \(people.english) a post")
            button = Phrase("给岗位", "Give")
            path = "member-posts"
        }
        let rest = total.value - members.count
        var ids: [String] = []
        if case .picked(let picked) = selection { ids = picked.map(\.description) }
        return MemberDecisionPage(
            frame: call.pages.frame(heading, call.visit),
            shell: shell.with(
                back: ShellLink(address: "\(console)/members", title: Phrase("全部成员", "Members").text(language))),
            heading: heading.text(language), action: "\(console)/\(path)", button: button.text(language),
            isRemoval: act == .removal, isPlacing: act == .placing, isGiving: act == .giving,
            names: members.map(\.displayName),
            more: rest > 0
                ? Phrase("还有 \(NumberWords.count(rest)) 位", "and \(NumberWords.count(rest)) more").text(language) : nil,
            ids: ids, isAll: form.isOn("all"), query: form["query"], reason: form["reason"],
            reasons: [
                Phrase("多次发广告", "Advertised again and again").text(language),
                Phrase("和社群方向不合", "Not what this community is about").text(language),
                Phrase("攻击其他成员", "Attacked other members").text(language),
            ],
            groups: groups.filter { standing.allows(.manageGroups, in: $0.id) }.map {
                FormChoice($0.id.description, $0.name, isChosen: form["group"] == $0.id.description)
            },
            posts: Post.staff.map {
                FormChoice(
                    $0.rawValue, CommunityWords.name(of: $0).text(language), isChosen: form["post"] == $0.rawValue)
            }, errors: errors, back: "\(console)/members?\(form["query"])")
    }
}
