import PondPlatform

/// The labels and sentences of the account pages that are put together in Swift.
enum AccountWords {
    static let address = Phrase("邮箱或手机号", "E-mail or phone number")
    static let anotherAddress = Phrase("再加一个邮箱或手机号", "Another e-mail or phone number")
    static let password = Phrase("密码", "Password")
    static let oldPassword = Phrase("现在的密码", "Current password")
    static let newPassword = Phrase("新密码", "New password")
    static let passwordHint = Phrase("至少 8 个字，越长越好", "At least 8 characters; longer is better")
    static let name = Phrase("怎么称呼你", "Your name")
    static let community = Phrase("社群叫什么", "Name of the community")
    static let communityHint = Phrase("以后可以改", "You can change it later")
    static let birthYear = Phrase("出生年份（选填）", "Year of birth (optional)")
    static let birthYearHint = Phrase(
        "未满 14 岁需要监护人同意", "People under 14 need a guardian's consent")
    static let code = Phrase("验证码", "Code")
    static let sixDigits = Phrase("6 位数字，10 分钟内有效", "Six digits, good for 10 minutes")
    static let factorHint = Phrase(
        "验证器里的 6 位数字；丢了就填备用码", "Six digits of your authenticator; lost it? Use a recovery code")
    static let agrees = Phrase("我同意", "I agree to the")
    static let guardian = Phrase("监护人知情并同意", "My guardian knows and agrees")

    static let signIn = Phrase("登录", "Sign in")
    static let demoMember = Phrase("以成员林晚进去", "Go in as the member 林晚")
    static let demoOwner = Phrase("以群主何以棠进去", "Go in as the owner 何以棠")
    static let signInByCode = Phrase("用验证码登录", "Sign in with a code")
    static let signInByPassword = Phrase("用密码登录", "Sign in with a password")
    static let sendCode = Phrase("发验证码", "Send me a code")
    static let enterCode = Phrase("输入验证码", "Enter the code")
    static let sendAgain = Phrase("没收到？再发一次", "Nothing came? Send it again")
    static let forgotten = Phrase("忘了密码", "Forgot your password?")
    static let newHere = Phrase("第一次来？注册", "New here? Sign up")
    static let haveAccount = Phrase("已有账号？登录", "Have an account? Sign in")
    static let secondStep = Phrase("两步验证", "Second factor")
    static let goOn = Phrase("继续", "Go on")
    static let signUp = Phrase("注册", "Sign up")
    static let resetPassword = Phrase("重设密码", "Set a new password")
    static let firstRun = Phrase("开一个池塘", "Open your pond")
    static let firstRunLead = Phrase(
        "你是第一个来的人：建好账号和第一个社群，就能开始。", "You are the first one here: make your account and the first community, and begin."
    )
    static let found = Phrase("建好，进去看看", "Found it and look around")
    static let me = Phrase("我的账号", "My account")
    static let sessions = Phrase("登录过的设备", "Where you are signed in")
    static let keys = Phrase("API 密钥", "API keys")
    static let privacy = Phrase("隐私和数据", "Privacy and data")
    static let audit = Phrase("操作日志", "Audit log")
    static let keyName = Phrase("密钥用在哪里", "What the key is for")
    static let keyDays = Phrase("多少天后失效（留空为长期）", "Ends after so many days (empty: never)")

    static func codeSent(_ address: String) -> Phrase {
        Phrase(
            "如果 \(address) 有账号，验证码已经在路上。", "If \(address) has an account, a code is on its way.")
    }

    /// To an address of one's own.
    static func codeSentToYou(_ address: String) -> Phrase {
        Phrase("验证码已经发往 \(address)，10 分钟内有效。", "A code is on its way to \(address), good for 10 minutes.")
    }

    static func scope(_ scope: Scope) -> Phrase {
        switch scope {
        case .read: Phrase("读取", "Read")
        case .write: Phrase("写入", "Write")
        case .administer: Phrase("管理：设置、人员、密钥、导入导出", "Administer: settings, staff, keys, imports, exports")
        }
    }

    static func consent(_ purpose: ConsentPurpose) -> Phrase {
        switch purpose {
        case .terms: Phrase("用户协议", "Terms of use")
        case .privacy: Phrase("隐私政策", "Privacy policy")
        case .marketing: Phrase("接收活动和优惠消息", "News about activities and offers")
        case .personalisation: Phrase("按我的兴趣排序内容", "Order content by my interests")
        case .guardian: Phrase("监护人同意", "A guardian's consent")
        }
    }

    /// What was just done, said once on the next page. The key stands in its address.
    static func said(_ key: String?) -> Phrase? {
        switch key {
        case "saved": Phrase("已保存", "Saved")
        case "password": Phrase("密码换好了，其他设备已退出", "Password changed; other devices are signed out")
        case "reset": Phrase("新密码好了，请登录", "Your new password is set: sign in")
        case "factor-on": Phrase("两步验证已开启", "Second factor is on")
        case "factor-off": Phrase("两步验证已关闭", "Second factor is off")
        case "revoked": Phrase("已退出", "Signed out there")
        case "key-revoked": Phrase("密钥已停用", "The key is revoked")
        case "export": Phrase("正在准备，好了就在这里下载", "Being made; it will be here to download")
        case "leaving": Phrase("已登记注销，7 天内可以反悔", "You are leaving; you can change your mind for 7 days")
        case "staying": Phrase("欢迎留下来", "Good that you stay")
        case "verified": Phrase("验证好了", "Verified")
        case "retried": Phrase("马上再试", "It is tried again now")
        case "mailed": Phrase("服务器收下了，去收件箱看看", "The server took it: look into the inbox")
        case "code": Phrase("验证码已发出", "The code was sent")
        default: nil
        }
    }
}

/// The words that people agree to.
enum Policy: String, CaseIterable, Sendable {
    case privacy
    case terms

    var title: Phrase {
        switch self {
        case .privacy: Phrase("隐私政策", "Privacy policy")
        case .terms: Phrase("用户协议", "Terms of use")
        }
    }

    /// Pond's own model text, for an installation that has not written its own.
    var model: Phrase {
        switch self {
        case .privacy:
            Phrase(
                """
                我们收集：你登录用的邮箱或手机号、昵称、你在社群里发的内容和参与记录、登录的时间与网络地址。
                我们用来：让你登录和使用社群、保护账号安全、履行法律要求的日志留存（不少于六个月）。
                我们不会把这些卖给任何人。个性化排序和营销消息要你单独同意，随时可以关掉。
                你可以在「我的账号」里导出全部数据，也可以注销：七天后抹去你的身份信息，统计数字保留。
                未满 14 岁需要监护人同意。
                """,
                """
                We keep: the address you sign in with, your name, what you write and do in communities, and when \
                and from where you signed in.
                We use it to let you in, to keep your account safe, and to keep logs for at least six months as \
                the law demands.
                We sell it to nobody. Personalised order and marketing need your separate consent, which you can \
                take back at any time.
                Under “My account” you can export everything and leave: after seven days who you are is erased, \
                and the sums stay.
                People under 14 need a guardian's consent.
                """)
        case .terms:
            Phrase(
                """
                在这里请守法、守社群公约：不骚扰、不诈骗、不刷屏、不冒充他人。
                你发的内容归你，你允许社群在社群内展示它。
                违反公约会按公约处理，每个处理都写明条款，可以申诉。
                不再使用时，可以随时注销账号。
                """,
                """
                Keep the law and the community's convention: no harassment, no fraud, no flooding, no posing as others.
                What you write stays yours; you allow the community to show it inside.
                Breaches are handled by the convention; each decision names its clause and can be appealed.
                You can close your account at any time.
                """)
        }
    }
}
