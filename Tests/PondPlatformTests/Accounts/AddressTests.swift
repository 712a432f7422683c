import PondPlatform
import Testing

@Suite("Addresses and passwords")
struct AddressTests {
    @Test(
        "Every way of writing an address is one address",
        arguments: [
            (" Xiao.Man@Pond.Example ", "xiao.man@pond.example"), ("13800000042", "+8613800000042"),
            ("138 0000-0042", "+8613800000042"), ("＋８６１３８００００００４２", "+8613800000042"),
            ("+1 (415) 555-0100", "+14155550100"), ("0044 20 7946 0000", "+442079460000"),
        ])
    func normal(typed: String, kept: String) {
        #expect(ContactAddress(typed)?.text == kept)
    }

    @Test(
        "What is no address is refused",
        arguments: [
            "", "   ", "小满", "a@b", "a@@b.example", "@b.example", "a b@c.example", "a@b..example", "a@-b.example",
            "12345", "1234567890123456", "a\r\nRCPT TO:<x@y.example>@b.example", "a@b.example\nBcc: c@d.example",
            "<script>@b.example", String(repeating: "a", count: 250) + "@b.example", "\u{0}@b.example",
        ])
    func refused(typed: String) {
        #expect(ContactAddress(typed) == nil)
    }

    @Test(
        "Passwords that others try first are refused",
        arguments: ["12345678", "password", "aaaaaaaaaa", "xiaoman", "xiaoman@pond.example", "Password1"])
    func weak(password: String) {
        #expect(!PasswordRules.errors(password, near: ["小满", "xiaoman@pond.example"]).isEmpty)
    }

    @Test("A long sentence is a good password")
    func strong() {
        #expect(PasswordRules.errors("correct horse battery staple", near: ["小满"]).isEmpty)
        #expect(PasswordRules.errors("三月的池塘很安静", near: ["小满"]).isEmpty)
    }

    @Test("Names lose the marks that turn or hide the text around them")
    func names() {
        #expect(PersonName.cleaned("  小\u{202E}满\u{200B}\u{0} ") == "小满")
        #expect(PersonName.cleaned("\u{3164}\u{200D}") == "")
        #expect(PersonName.cleaned("👩‍🌾 阿泽") == "👩‍🌾 阿泽")
        #expect(!PersonName.errors("\u{200B}").isEmpty || PersonName.cleaned("\u{200B}").isEmpty)
        #expect(!PersonName.errors(String(repeating: "a", count: 10_000)).isEmpty)
    }
}
