/// What belongs to no subject: small talk. The notation is `TalkScript`'s.
enum EverydayTalk {
    static let everyday = """
        A：[latte]练了两个月，第一次不像一团云了。 |heart8 party2
        B：心形！比我楼下那家强。 |like3
        C>A：奶泡再薄一点边会更利。 |thanks1

        A：地铁上有人端着手冲壶，那种同类的感觉。 |laugh4 like2
        B：去打招呼了吗？
        A：没敢，他也在看我的帆布袋。 |laugh6

        A：公司新来的同事问我为什么抽屉里有电子秤。
        B：解释不清的，建议直接冲一杯。 |laugh5
        A：冲了，他现在也有秤了。 |party4

        A：家里猫把滤纸当玩具，拆了半包。 |laugh6
        B：原木浆的，吃不坏。
        C：猫：这个纸好，下次还拆。 |laugh4

        A：下雨天，适合什么豆子？
        B：曼特宁，配一本看不完的书。 |heart3
        C：适合再睡一会儿。 |laugh5

        A：今天降温，手冲凉得快，你们怎么办？
        B：温杯温壶，分两次倒。
        C>A：买个杯垫加热的，打工人的体面。 |like2

        A：减到一天一杯的第五天，头不疼了。
        B：佩服。
        老周：低因的也不错，别硬扛，慢慢来。 |like3 heart1

        A：有没有人周六下午在城西？想找人拼一桌杯测。
        B：我在，三点以后。
        C：加一。
        A：那就三点半，老地方。 |like2

        A：我妈喝了一口{bean}，说像她年轻时候晒的柿饼。 |heart6
        B：这是我听过最好的风味描述。
        小满>A：写进杯测表，{bean}：妈妈的柿饼。 |heart4 laugh2

        A：体检前一天能喝吗？
        B@A：空腹抽血就别喝，喝白水。
        A：好，忍一天。

        A：谁在看球？
        B：在，咖啡已经第三杯。
        C：早点睡，明早还要晨杯。 |laugh3

        A：今天生日，给自己冲了一支{bean}。 |party9 heart6
        B：生日快乐！
        C：生日快乐，愿粉床永远平整。 |laugh5
        何以棠@A：生日快乐，周六来店里，那杯算我的。 |heart7
        """
}
