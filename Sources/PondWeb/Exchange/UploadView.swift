import PondCommunity
import PondCore
import PondExchange
import PondTalk

extension ExchangeView {
    /// Chats that are offered other groups; with more, a page would be all choices.
    private static let mappedChatsMax = 50
    private static let zones = [
        "Asia/Shanghai", "Asia/Hong_Kong", "Asia/Taipei", "Asia/Singapore", "Asia/Tokyo", "Australia/Sydney",
        "Europe/London", "Europe/Berlin", "America/New_York", "America/Los_Angeles", "UTC",
    ]

    func upload(
        _ shell: ConsoleShell, _ upload: Upload, groups: [PondCommunity.Group], skips: [ChatReadSkip],
        earlier: ID<Import>?, refused: AppError?
    ) -> UploadPage {
        let place = "\(base)/uploads/\(upload.id)"
        let skipsAddress = skips.isEmpty ? nil : "\(place)/skips"
        var known: ShellLink?
        if case .knownAlready(let id)? = upload.failure {
            known = ShellLink(address: "\(base)/imports/\(id)", title: text(Phrase("看那次导入", "See that import")))
        }
        let tone = ExchangeWords.tone(upload.state)
        return UploadPage(
            frame: call.pages.frame(Phrase("导入聊天记录", "Import a chat"), call.visit), shell: shell,
            steps: steps(step(upload)), file: ExportText.name(upload.fileName, columns: 80),
            facts: facts(size: upload.byteCount, by: upload.personName, at: upload.createdAt),
            isBusy: upload.state.isBusy, state: text(ExchangeWords.state(upload.state)),
            tone: tone.isEmpty ? nil : tone, progress: progress(upload),
            looked: upload.state == .looked
                ? upload.finding.map { looked($0, place, groups, earlier, refused) } : nil,
            ready: upload.state == .ready ? upload.hidden.map { ready($0, place) } : nil,
            failure: upload.failure.map {
                text(ExchangeWords.failure($0, file: ExportText.name(upload.fileName, columns: 80)))
            },
            known: known, isDiscarded: upload.state == .discarded,
            discardAction: upload.state.canBeDiscarded ? "\(place)/discards" : nil, expiry: expiry(upload),
            skipsAddress: skipsAddress,
            skips: words(skips), listAddress: base)
    }

    private func expiry(_ upload: Upload) -> String? {
        upload.expiresAt.map { end in
            let day = time(end).exact
            return text(
                Phrase(
                    "到 \(day) 还没有人决定，就自动放弃，什么也不留下。",
                    "If nobody decides by \(day), it is given up by itself and nothing of it stays."))
        }
    }

    private func step(_ upload: Upload) -> Int {
        switch upload.state {
        case .looking: 0
        case .looked: 1
        case .writing: 2
        case .ready: 3
        case .revealing, .done: 4
        case .refused, .discarding, .discarded: upload.hidden != nil ? 3 : upload.plan != nil ? 2 : 0
        }
    }

    func facts(size: Int64?, by person: String?, at moment: Timestamp) -> String {
        let who = person ?? text(Phrase("命令行", "the command line"))
        return ([size.map(ByteWords.size), who, time(moment).ago].compactMap { $0 }).joined(separator: " · ")
    }

    // MARK: mapping

    private func looked(
        _ finding: UploadFinding, _ place: String, _ groups: [PondCommunity.Group], _ earlier: ID<Import>?,
        _ refused: AppError?
    ) -> UploadPage.Looked {
        let form = call.values
        let errors = refused?.texts(language) ?? [:]
        let notes = finding.warnings.map { text(ReadingWords.words($0.kind, count: $0.count)) }
        let quiet = finding.quietFrom.flatMap { hour in
            finding.isNightPlausible ? nil : text(ExchangeWords.quiet(from: hour, zone: finding.timeZone))
        }
        let chats = finding.chats.enumerated().map { index, chat in
            self.chat(
                chat, "chat\(index)", chosen: form["chat\(index)"], groups,
                offersGroups: finding.chats.count <= Self.mappedChatsMax)
        }
        return UploadPage.Looked(
            format: finding.format.title, messages: NumberWords.count(finding.messageCount),
            people: NumberWords.count(finding.peopleCount), from: day(finding.firstAt, finding) ?? "–",
            until: day(finding.lastAt, finding).flatMap { $0 == day(finding.firstAt, finding) ? nil : $0 },
            skipped: NumberWords.count(finding.skippedCount), hasSkipped: finding.skippedCount > 0,
            earlier: earlier.map {
                ShellLink(
                    address: "\(base)/imports/\($0)",
                    title: text(Phrase("这份文件之前导入过", "This file was imported before")))
            },
            quiet: quiet, notes: notes, chats: chats, timeZone: form.text("timeZone") ?? finding.timeZone,
            zones: Self.zones, planAction: "\(place)/plans", zoneError: errors["timeZone"],
            chatsError: errors["chats"])
    }

    private func day(_ moment: Timestamp?, _ finding: UploadFinding) -> String? {
        moment.map { String(DateWords.minute($0, timeZone: finding.timeZone).prefix(10)) }
    }

    private func chat(
        _ chat: UploadFinding.Chat, _ field: String, chosen: String, _ groups: [PondCommunity.Group],
        offersGroups: Bool
    ) -> UploadPage.Chat {
        let name = ExportText.name(chat.title, columns: 40)
        let own = chat.ownGroup(among: groups)
        let first =
            own.map { group in
                let name = ExportText.name(group.name)
                return Phrase("接到已有的「\(name)」", "Into “\(name)”, which is here")
            } ?? Phrase("新建群「\(name)」", "A new group “\(name)”")
        var targets = [
            FormChoice(UploadPlanDraft.ownGroup, text(first), isChosen: chosen == UploadPlanDraft.ownGroup),
            FormChoice(
                UploadPlanDraft.leftOut, text(Phrase("这个不导", "Leave it out")),
                isChosen: chosen == UploadPlanDraft.leftOut),
        ]
        for group in groups where offersGroups && group.id != own?.id {
            let title = Phrase("放进「\(ExportText.name(group.name))」", "Into “\(ExportText.name(group.name))”")
            targets.append(
                FormChoice(group.id.description, text(title), isChosen: chosen == group.id.description))
        }
        let facts = [text(ExchangeWords.messages(chat.messageCount)), text(ExchangeWords.people(chat.peopleCount))]
        return UploadPage.Chat(
            field: field, name: name, facts: facts.joined(separator: " · "), targets: targets)
    }

    // MARK: preview

    private func ready(_ hidden: HiddenImport, _ place: String) -> UploadPage.Ready {
        UploadPage.Ready(
            added: NumberWords.count(hidden.newCount), known: NumberWords.count(hidden.knownCount),
            skipped: NumberWords.count(hidden.skippedCount), newPeople: NumberWords.count(hidden.newPeopleCount),
            knownPeople: NumberWords.count(hidden.knownPeopleCount),
            groups: hidden.groups.map {
                // Nobody can go into a group that is hidden yet.
                ImportResultPage.Group(
                    name: ExportText.name($0.name, columns: 40),
                    address: $0.isNew ? nil : "/console/\(standing.community.id)/groups/\($0.id)", isNew: $0.isNew)
            },
            shifted: hidden.shifted.map { text(ExchangeWords.shifted($0)) }, hasNothingNew: hidden.newCount == 0,
            confirm: text(ExchangeWords.confirm(hidden.newCount)), confirmAction: "\(place)/confirmations")
    }

    // MARK: the result

    func result(
        _ shell: ConsoleShell, _ item: ImportListing, _ source: Upload?, skips: [ChatReadSkip],
        groups: [HiddenImport.TakingGroup]
    ) -> ImportResultPage {
        let tone = ExchangeWords.tone(item)
        let isUndoing = item.isUndoNoted || (item.state == .undoing && item.isHeld)
        let isUndone = item.state == .undone
        let share = item.messagesAdded > 0 ? min(1, Double(item.linesRemoved) / Double(item.messagesAdded)) : 0
        return ImportResultPage(
            frame: call.pages.frame(Phrase("一次导入", "An import"), call.visit), shell: shell,
            hasSteps: item.state == .completed && !isUndoing && source != nil, steps: steps(5),
            file: ExportText.name(item.fileName, columns: 80),
            facts: [
                format(item.format), facts(size: source?.byteCount, by: item.personName, at: item.startedAt),
                isUndone ? text(ExchangeWords.undone(item.messagesAdded)) : "",
            ].filter { !$0.isEmpty }.joined(separator: " · "),
            state: text(ExchangeWords.state(item)), tone: tone.isEmpty ? nil : tone,
            added: NumberWords.count(isUndone ? 0 : item.messagesAdded), known: NumberWords.count(item.messagesKnown),
            skipped: NumberWords.count(item.linesSkipped),
            people: NumberWords.count(isUndone ? 0 : item.membersAdded),
            peopleAddress: item.state == .completed && item.membersAdded > 0
                ? "\(ConsolePlace.members.address(standing.community.id))?import=\(item.id)" : nil,
            groups: groups.map {
                ImportResultPage.Group(
                    name: ExportText.name($0.name, columns: 40),
                    address: item.state == .completed ? "/console/\(standing.community.id)/groups/\($0.id)" : nil,
                    isNew: $0.isNew)
            },
            shifted: item.state == .completed
                ? source?.hidden?.shifted.map { text(ExchangeWords.shifted($0)) } : nil,
            skipsAddress: skips.isEmpty ? nil : source.map { "\(base)/uploads/\($0.id)/skips" }, skips: words(skips),
            undo: item.canBeUndone(at: now) ? "\(base)/imports/\(item.id)/undoings" : nil,
            undoUntil: item.state == .completed
                ? text(TimeWords.left(item.undoUntil, now: now)) : nil,
            isHalf: !isUndoing && (item.state == .running || item.state == .undoing) && !item.isHeld,
            isBusy: isUndoing || item.isHeld,
            progress: isUndoing
                ? ProgressBarView(
                    percent: String(Int(share * 100)),
                    words: text(ExchangeWords.removed(item.linesRemoved, of: item.messagesAdded))) : nil,
            listAddress: base)
    }
}
