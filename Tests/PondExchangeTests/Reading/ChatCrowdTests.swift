import PondExchange
import Testing

@Suite("Whether two exports hold one chat")
struct ChatCrowdTests {
    @Test(
        "One in four of the smaller crowd has to be in both; on IRC one is enough, and of few nothing is said",
        arguments: [
            (1, 15, 15, "whatsapp", true), (2, 38, 69, "whatsapp", true), (4, 15, 40, "whatsapp", false),
            (0, 6, 6, "wechat", true), (6, 6, 60, "wechat", false), (1, 200, 300, "irc", false),
            (0, 200, 300, "irc", true),
            (0, 4, 60, "whatsapp", false),
        ])
    func strangers(shared: Int, first: Int, second: Int, platform: String, areStrangers: Bool) {
        #expect(ChatCrowd.areStrangers(shared: shared, sizes: (first, second), platform: platform) == areStrangers)
        #expect(ChatCrowd.areStrangers(shared: shared, sizes: (second, first), platform: platform) == areStrangers)
    }
}
