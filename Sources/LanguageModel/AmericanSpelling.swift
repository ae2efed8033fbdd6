/// One spelling for words that are spelled in two ways and said in one, so that
/// they share their statistics. American, since the stock model is.
enum AmericanSpelling {
    private static let words: [String: String] = [
        "licence": "license", "licences": "licenses", "licenced": "licensed",
        "colour": "color", "colours": "colors", "centre": "center", "centres": "centers",
        "neighbour": "neighbor", "neighbours": "neighbors", "neighbourhood": "neighborhood",
        "labour": "labor", "favour": "favor", "favourite": "favorite", "honour": "honor",
        "behaviour": "behavior", "programme": "program", "programmes": "programs",
        "cheque": "check", "cheques": "checks", "enrol": "enroll", "enrolment": "enrollment",
        "fulfil": "fulfill", "cancelled": "canceled", "cancelling": "canceling",
        "travelling": "traveling", "travelled": "traveled", "traveller": "traveler",
        "travellers": "travelers", "offence": "offense", "offences": "offenses",
        "defence": "defense", "judgement": "judgment", "jewellery": "jewelry",
        "grey": "gray", "tyre": "tire", "tyres": "tires", "kerb": "curb", "metre": "meter",
        "metres": "meters", "kilometre": "kilometer", "kilometres": "kilometers",
        "litre": "liter", "litres": "liters", "theatre": "theater", "analyse": "analyze",
        "realise": "realize", "recognise": "recognize", "recognised": "recognized",
        "organise": "organize", "organised": "organized", "apologise": "apologize",
        "authorise": "authorize", "authorised": "authorized", "notarise": "notarize",
        "notarised": "notarized", "notarising": "notarizing", "legalise": "legalize",
        "legalised": "legalized", "legalising": "legalizing", "finalise": "finalize",
        "cosy": "cozy", "plough": "plow", "mum": "mom", "aeroplane": "airplane",
        "e-mail": "email", "e-mails": "emails", "ok": "okay", "alright": "all right",
        "mr": "mister", "dr": "doctor", "vs": "versus", "tv": "t v",
    ]

    static func of(_ word: String) -> String {
        if let known = words[word] { return known }
        if word.hasSuffix("isation") { return word.dropLast(7) + "ization" }
        if word.hasSuffix("isations") { return word.dropLast(8) + "izations" }
        return word
    }
}
