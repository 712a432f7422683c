import ArgumentParser
import PondPlatform
import PondTalk

/// Where files lie that are no rows: pictures, and uploads under way.
struct DataOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Folder for pictures and for uploads under way; beside a SQLite file unless given. Nodes share it.",
            valueName: "folder"))
    var data: String?

    func spool(_ database: DatabaseOptions) -> UploadSpool { UploadSpool(folder: folder(database) + "/spool") }

    func media(_ database: DatabaseOptions) -> MediaFolder { MediaFolder(path: folder(database) + "/media") }

    private func folder(_ database: DatabaseOptions) -> String { data ?? database.dataFolder }
}
