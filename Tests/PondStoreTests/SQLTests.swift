import PondStore
import Testing

@Suite("The SQL value")
struct SQLTests {
    @Test("What is interpolated becomes a binding")
    func interpolation() {
        let name = "x'; DROP TABLE members; --"
        let sql: SQL = "SELECT 1 FROM members WHERE name = \(name) AND number = \(7)"
        #expect(sql.text == "SELECT 1 FROM members WHERE name = $1 AND number = $2")
        #expect(sql.bindings == [.text(name), .integer(7)])
    }

    @Test("A piece put into another has its placeholders numbered on")
    func composition() {
        let condition: SQL = "a = \(1) OR b = \(2)"
        let sql: SQL = "SELECT \(0) WHERE (\(condition)) AND c = \(3)"
        #expect(sql.text == "SELECT $1 WHERE (a = $2 OR b = $3) AND c = $4")
        #expect(sql.bindings == [.integer(0), .integer(1), .integer(2), .integer(3)])
    }

    @Test("Ten and more placeholders are renumbered as wholes")
    func manyPlaceholders() {
        let ten = SQL.values((1...11).map { .integer($0) }, columns: 11)
        let sql: SQL = "\(5) \(ten)"
        #expect(sql.text == "$1 ($2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12)")
    }

    @Test("NULL keeps its type")
    func nulls() {
        let missing: String? = nil
        let sql: SQL = "SELECT \(missing), \(Int64?.none)"
        #expect(sql.bindings == [.text(nil), .integer(nil)])
    }

    @Test("Rows are written as a VALUES list")
    func values() {
        let sql = SQL.values([.integer(1), .text("a"), .integer(2), .text("b")], columns: 2)
        #expect(sql.text == "($1,$2),($3,$4)")
    }
}
