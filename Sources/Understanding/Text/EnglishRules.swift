extension LanguageRules {
    /// English as it is spoken on the telephone, in Britain, America and Hanoi.
    static let english: LanguageRules = {
        var rules = LanguageRules()
        rules.contractions = contractions
        rules.clitics = ["ll": "will", "ve": "have", "re": "are", "d": "would", "m": "am", "s": ""]
        rules.spellings = spellings
        rules.units = units
        rules.tens = [
            "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60,
            "seventy": 70, "eighty": 80, "ninety": 90,
        ]
        rules.multipliers = ["hundred": 100, "thousand": 1000, "million": 1_000_000]
        rules.numberJoint = "and"
        rules.zeroLetter = "o"
        rules.zeroWord = "zero"
        rules.functionWords = functionWords
        rules.openWords = openWords
        rules.politeWords = politeWords
        rules.questionWords = list(
            """
            what how where when who which why whom can could do does did is are am was were may must
            should will would shall have has
            """)
        rules.interrogatives = list("what which who whom whose where when why how")
        rules.relatives = list("which who whom whose where when")
        rules.antecedents = list(
            """
            somebody someone anybody anyone everybody everyone nobody person people those man men
            woman women friend friends officer official place
            """)
        rules.auxiliaries = rules.questionWords.subtracting(rules.interrogatives)
        rules.subjects = list(
            """
            i we you they he she it my our your his her their its the a an this that these those
            there any some someone somebody anyone anybody everyone everybody
            """)
        addClauses(to: &rules)
        addStranding(to: &rules)
        rules.wishes = [
            "i want", "we want", "i need", "we need", "i wish", "i would like", "i'd like",
            "we would like", "we'd like",
        ].map { $0.split(separator: " ").map(String.init) }
        rules.requests = phrases(
            [
                "tell me", "help me", "explain", "show me", "guide me", "walk me through",
                "let me know", "any chance", "any way",
            ])
        rules.wonderings = phrases(
            [
                "know if", "know whether", "know about", "ask if", "ask whether", "ask about",
                "ask you about", "wonder if", "wonder whether", "wondering if",
                "wondering whether", "wondering about", "sure if", "sure whether", "check if",
                "check whether", "find out",
            ])
        rules.wonderLeads = list("to i we you can could may just not please and")
        rules.conjunctions = ["and", "also", "plus", "then"]
        rules.questionOpeners = ["i", "my", "tell", "where's", "what's", "how's", "who's"]
        rules.ellipses = [
            "and", "and what about", "what about", "how about", "and how", "and where", "and when",
            "and who", "and the", "and for", "and if", "and can", "and do", "and is", "what if",
        ].map { $0.split(separator: " ").map(String.init) }
        rules.articles = ["a", "an", "the"]
        rules.negations = ["not", "never"]
        rules.denials = list("no nope not wrong")
        rules.regrets = list("sorry oh wait actually well hmm pardon that excuse me")
        rules.repairs = [
            "i mean", "i meant", "i was asking about", "i asked about", "i asked for", "i wanted",
            "i said", "it is", "it was", "it's",
        ].map { $0.split(separator: " ").map(String.init) }
        rules.ordinals = [
            "first": 0, "former": 0, "second": 1, "latter": -1, "third": 2, "last": -1, "1": 0,
            "2": 1, "3": 2,
        ]
        rules.pronouns = list("it that this they them those these there one")
        rules.amounts = list("much cost costs pay high amount sum million thousand dong money")
        rules.spans = list("long until till")
        rules.spanUnits = list(
            "day days hour hours week weeks month months year years minute minutes")
        rules.amountOpeners = [["how", "much"], ["how", "high"], ["how", "many"], ["what"]]
        rules.spanOpeners = [
            ["how", "long"], ["how", "many"], ["until", "when"], ["till", "when"],
        ]
        rules.echoes = list("again exactly altogether total many say said sorry")
        rules.interruptions = list("wait hang hold on sorry a one just second moment minute please")
        rules.irregularStems = irregularStems
        rules.stems = EnglishStemmer.stem
        return rules
    }()

    /// What the form of a clause is told by.
    private static func addClauses(to rules: inout LanguageRules) {
        rules.openingAuxiliaries = list("do does is are can could will would should")
        rules.clauseSubjects = list("i we you they he she it this that these those")
        rules.thanks = ["thank"]
        rules.conjunctiveInterrogatives = ["when"]
        rules.askingVerbs = list(
            """
            know tell me say ask about sure wonder wondering remember find check see exactly remind
            """)
        rules.linkingVerbs = list("is are was were am has have")
        rules.determiners = list("a an the my our your his her their its any some")
        rules.pastEndings = ["ed"]
        rules.pastForms = list(
            """
            lost stolen gone broke broken left got went came bought sold ran out born moved found
            sent paid
            """)
        rules.existentials = ["there"]
        rules.personalSubjects = list("i we you they he she it")
    }

    /// What may end in a word that mostly something follows.
    private static func addStranding(to rules: inout LanguageRules) {
        rules.objectInterrogatives = list("what which who whom where")
        rules.placeInterrogatives = ["where"]
        rules.strandedPrepositions = list("to in on at by for with from into about of")
        rules.strandedVerbs = list("register renew change need want get like")
        rules.infinitiveMarks = ["to"]
        rules.directedVerbs = list(
            "go talk speak write turn belong apply complain pay report listen")
        rules.demonstratives = ["that"]
        rules.conditionals = list("if unless")
    }

    private static func phrases(_ texts: [String]) -> [[String]] {
        texts.map { $0.split(separator: " ").map(String.init) }
    }

    private static func list(_ text: String) -> Set<String> {
        Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
    }

    /// Lines of "word: one two" to a table.
    private static func table(_ text: String) -> [String: [String]] {
        var table: [String: [String]] = [:]
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { continue }
            table[String(parts[0])] = parts[1].split(separator: " ").map(String.init)
        }
        return table
    }

    private static let contractions: [String: [String]] = {
        var table = LanguageRules.table(
            """
            can't:can not
            cannot:can not
            cant:can not
            won't:will not
            shan't:shall not
            ain't:is not
            let's:let us
            i'm:i am
            im:i am
            ive:i have
            what's:what is
            whats:what is
            where's:where is
            wheres:where is
            who's:who is
            when's:when is
            how's:how is
            hows:how is
            that's:that is
            thats:that is
            it's:it is
            there's:there is
            here's:here is
            he's:he is
            she's:she is
            everything's:everything is
            y'all:you all
            gonna:going to
            wanna:want to
            gotta:got to
            lemme:let me
            gimme:give me
            dunno:do not know
            kinda:kind of
            dont:do not
            doesnt:does not
            didnt:did not
            isnt:is not
            havent:have not
            wasnt:was not
            youre:you are
            'cause:because
            cos:because
            cuz:because
            pls:please
            plz:please
            u:you
            r:are
            thx:thanks
            info:information
            docs:documents
            app's:app is
            """)
        for verb in [
            "do", "does", "did", "is", "are", "was", "were", "has", "have", "had", "could", "would",
            "should", "must", "need", "might",
        ] {
            table[verb + "n't"] = [verb, "not"]
        }
        return table
    }()

    private static let units: [String: Int] = [
        "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
        "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13,
        "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
        "nineteen": 19,
    ]

    /// British and older spellings, and words written in two ways.
    private static let spellings: [String: String] = {
        var spellings: [String: String] = [
            "licence": "license", "licences": "licenses", "licenced": "licensed",
            "centre": "center", "centres": "centers", "programme": "program",
            "cheque": "check", "cheques": "checks", "grey": "gray", "tyre": "tire",
            "kerb": "curb", "metre": "meter", "metres": "meters", "litre": "liter",
            "enrol": "enroll", "cancelled": "canceled", "cancelling": "canceling",
            "travelled": "traveled", "travelling": "traveling", "traveller": "traveler",
            "labelled": "labeled", "fulfil": "fulfill", "practise": "practice",
            "defence": "defense", "offence": "offense", "offences": "offenses",
            "judgement": "judgment", "whilst": "while", "amongst": "among",
            "okay": "ok", "alright": "ok", "yeah": "yes", "yep": "yes", "yup": "yes",
            "nope": "no", "nah": "no", "mum": "mother", "mom": "mother", "mummy": "mother",
            "dad": "father", "daddy": "father", "kid": "child", "kids": "children",
            "motorcycle": "motorbike", "motorcycles": "motorbikes", "cellphone": "phone",
            "smartphone": "phone", "telephone": "phone", "mobile": "phone", "e-mail": "email",
            "aeroplane": "airplane", "neighbour": "neighbor", "neighbours": "neighbors",
            "colour": "color", "favour": "favor", "honour": "honor", "labour": "labor",
            "behaviour": "behavior", "storey": "story", "percent": "percent",
            "per-cent": "percent", "dongs": "dong", "vnd": "dong", "paperwork": "papers",
        ]
        for stem in [
            "organ", "recogn", "author", "real", "apolog", "notar", "legal", "final", "standard",
            "summar", "regular", "special", "computer", "digit", "penal", "natural", "modern",
            "categor", "emphas", "custom", "utilis", "util",
        ] {
            for ending in ["e", "es", "ed", "ing", "ation"] {
                spellings[stem + "is" + ending] = stem + "iz" + ending
            }
        }
        return spellings
    }()

    static let functionWords = list(
        """
        a an the this that these those my your his her its our their i you he she it we they me him
        us them am is are was were be been being do does did have has had can could will would shall
        should may might must of to in on at by for with from into about as than then so and or but
        if because what which who whom whose where when why how not no there here any some all also
        just only please now too very really actually well ok up out over want need like
        """)

    private static let openWords = list(
        """
        a an the my your his her its our their of to in on at by for with from into about and or but
        if because what which whose where when why how is are was were do does did can could will
        would should may might must i we they he she not than as so every each some any am been get
        register renew change need want like have has that
        """)

    private static let politeWords = list(
        """
        please thanks thank you hello hi hey sir madam miss mister ok well now just so oh ah could
        can would will kindly sorry excuse me then actually maybe again yes no right
        """)

    /// Irregular forms, and nouns that callers use for the verb of the entry.
    private static let irregularStems: [String: String] = {
        let rows = """
            lose:lost loss losing loses losers
            steal:stole stolen theft stealing
            buy:bought buys buying
            sell:sold sells selling sale
            pay:paid pays paying payment payments
            take:took taken takes taking
            go:went gone goes going
            come:came comes coming
            get:got gotten gets getting
            give:gave given gives giving
            forget:forgot forgotten forgets
            break:broke broken breaks
            keep:kept keeps keeping
            hold:held holds holding
            leave:left leaves leaving
            know:knew known knows
            make:made makes making
            bring:brought brings bringing
            send:sent sends sending
            tell:told tells telling
            say:said says saying
            find:found finds finding
            speak:spoke spoken speaks
            write:wrote written writes
            choose:chose chosen
            drive:drove driven drives driving
            ride:rode ridden rides riding
            sleep:slept sleeps sleeping
            die:died dead death deceased dying dies
            birth:born births
            child:children
            person:people persons men man women woman
            wife:wives
            life:lives
            have:has had having
            do:did does done doing
            be:is are am was were been being
            expire:expiry expiration expires expired expiring
            renew:renewal renewals
            extend:extension extensions
            register:registration registrations
            cancel:cancellation canceled canceling
            apply:application applications applied applying
            declare:declaration declarations
            confirm:confirmation
            correct:correction corrections
            notify:notification notified
            complain:complaint complaints
            exchange:exchanging exchanged
            valid:validity
            separate:separation
            foreign:foreigner foreigners
            deliver:delivery
            replace:replacement
            issue:issuance reissue
            transfer:transferred transferring
            begin:began begun
            think:thought
            mean:meant
            lend:lent
            rent:rental renting rented renter
            old:older elderly
            high:higher
            """
        var stems: [String: String] = [:]
        for (stem, forms) in table(rows) {
            let target = EnglishStemmer.stem(stem)
            stems[stem] = target
            for form in forms { stems[form] = target }
        }
        return stems
    }()
}
