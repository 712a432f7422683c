/// Tells SQLite's planner what the tables of a grown database look like. Without statistics it takes any first column
/// of an index for one that leaves ten rows, and all of ours begin with the community, which leaves most of them.
///
/// The numbers follow from the indexes alone, so plans are the same in a test, on the first day and after years; nobody
/// has to run ANALYZE. Whoever does gets the plans of what is there. PostgreSQL gathers its own.
/// https://www.sqlite.org/fileformat2.html#stat1tab
enum PlannerStatistics {
    private static let rows = 1_000_000
    private static let rowsOfPart = 500_000
    /// What a column leaves of many rows, and into how many parts it divides few.
    private static let left = 1_000
    private static let parts = 30

    /// - Throws: `StoreError`.
    static func write(_ connection: any Connection) throws {
        try connection.transaction {
            // Makes the table, which no statement can.
            try connection.script("ANALYZE schema_migrations; DELETE FROM sqlite_stat1")
            let indexes = try connection.query(
                """
                SELECT t.name, i.name, i."unique", i.partial, c.name FROM pragma_table_list AS t
                JOIN pragma_index_list(t.name) AS i JOIN pragma_index_info(i.name) AS c
                WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite%'
                ORDER BY t.name, i.name, c.seqno
                """
            ) { row in
                Column(
                    table: row.text(0), index: row.text(1), isUnique: row.integer(2) == 1,
                    isPartial: row.integer(3) == 1, name: row.text(4))
            }
            for columns in Dictionary(grouping: indexes, by: { $0.table + "." + $0.index }).values {
                guard let first = columns.first else { continue }
                try connection.execute(
                    """
                    INSERT INTO sqlite_stat1 (tbl, idx, stat)
                    VALUES (\(first.table), \(first.index), \(statistics(columns)))
                    """)
            }
            try connection.script("ANALYZE sqlite_schema")
        }
    }

    private struct Column {
        let table: String
        let index: String
        let isUnique: Bool
        let isPartial: Bool
        let name: String
    }

    /// Rows in the index, and how many of them are alike in the first column, in the first two, …
    private static func statistics(_ columns: [Column]) -> String {
        let isPartial = columns.contains(where: \.isPartial)
        var alike = isPartial ? rowsOfPart : rows
        var numbers = [alike]
        for (position, column) in columns.enumerated() {
            if column.isUnique, position == columns.count - 1 {
                alike = 1
            } else if column.name == "community_id" {
                alike /= 2
            } else {
                alike = alike > left ? left : max(1, alike / parts)
            }
            numbers.append(alike)
        }
        // Few communities are no reason to go through an index once for each.
        return numbers.map(String.init).joined(separator: " ") + " noskipscan"
    }
}
