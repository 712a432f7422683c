import PondStats

/// Names for people beyond the cast: surname and given name, sometimes with a habit behind it; never twice the same.
enum PersonNames {
    private static let surnames = Array("王李张刘陈杨赵黄吴周徐孙马朱胡林郭何高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭").map(String.init)
    private static let givens = Array("安白北辰川达恩帆歌禾吉佳可澜乐明木南念宁沛其青然若森书棠庭桐微文希夏晓欣雅言野一亦音盈悠雨源远悦云泽昭知舟竹子").map(String.init)
    private static let tails = ["", "", "", "", "_杭州", "·手冲", "爱喝水", "同学", "在路上", "妈妈", "2号"]

    static func make(_ count: Int, avoiding taken: Set<String>, random: inout SeededRandom) -> [String] {
        var used = taken
        var names: [String] = []
        names.reserveCapacity(count)
        while names.count < count {
            var name = random.pick(surnames) + random.pick(givens)
            if random.chance(0.6) { name += random.pick(givens) }
            name += random.pick(tails)
            if !used.insert(name).inserted { name += "\(names.count)" }
            used.insert(name)
            names.append(name)
        }
        return names
    }
}
