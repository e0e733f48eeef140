/// The classes of ISIC Rev. 4, by which parts of sectors are counted.
///
/// Source: United Nations (2008), International Standard Industrial Classification of All Economic Activities, revision 4: 419
/// classes in 88 divisions.
enum ActivityClasses {
  /// A division on each line, then the last two digits of its classes.
  private static let text = """
    01 11 12 13 14 15 16 19 21 22 23 24 25 26 27 28 29 30 41 42 43 44 45 46 49 50 61 62 63 64 70
    02 10 20 30 40
    03 11 12 21 22
    05 10 20
    06 10 20
    07 10 21 29
    08 10 91 92 93 99
    09 10 90
    10 10 20 30 40 50 61 62 71 72 73 74 75 79 80
    11 01 02 03 04
    12 00
    13 11 12 13 91 92 93 94 99
    14 10 20 30
    15 11 12 20
    16 10 21 22 23 29
    17 01 02 09
    18 11 12 20
    19 10 20
    20 11 12 13 21 22 23 29 30
    21 00
    22 11 19 20
    23 10 91 92 93 94 95 96 99
    24 10 20 31 32
    25 11 12 13 20 91 92 93 99
    26 10 20 30 40 51 52 60 70 80
    27 10 20 31 32 33 40 50 90
    28 11 12 13 14 15 16 17 18 19 21 22 23 24 25 26 29
    29 10 20 30
    30 11 12 20 30 40 91 92 99
    31 00
    32 11 12 20 30 40 50 90
    33 11 12 13 14 15 19 20
    35 10 20 30
    36 00
    37 00
    38 11 12 21 22 30
    39 00
    41 00
    42 10 20 90
    43 11 12 21 22 29 30 90
    45 10 20 30 40
    46 10 20 30 41 49 51 52 53 59 61 62 63 69 90
    47 11 19 21 22 23 30 41 42 51 52 53 59 61 62 63 64 71 72 73 74 81 82 89 91 99
    49 11 12 21 22 23 30
    50 11 12 21 22
    51 10 20
    52 10 21 22 23 24 29
    53 10 20
    55 10 20 90
    56 10 21 29 30
    58 11 12 13 19 20
    59 11 12 13 14 20
    60 10 20
    61 10 20 30 90
    62 01 02 09
    63 11 12 91 99
    64 11 19 20 30 91 92 99
    65 11 12 20 30
    66 11 12 19 21 22 29 30
    68 10 20
    69 10 20
    70 10 20
    71 10 20
    72 10 20
    73 10 20
    74 10 20 90
    75 00
    77 10 21 22 29 30 40
    78 10 20 30
    79 11 12 90
    80 10 20 30
    81 10 21 29 30
    82 11 19 20 30 91 92 99
    84 11 12 13 21 22 23 30
    85 10 21 22 30 41 42 49 50
    86 10 20 90
    87 10 20 30 90
    88 10 90
    90 00
    91 01 02 03
    92 00
    93 11 12 19 21 29
    94 11 12 20 91 92 99
    95 11 12 21 22 23 24 29
    96 01 02 03 09
    97 00
    98 10 20
    99 00
    """

  /// All, ascending.
  static let all: [String] = text.split(separator: "\n").flatMap { line in
    let parts = line.split(separator: " ")
    return parts.dropFirst().map { "\(parts[0])\($0)" }
  }

  /// The classes of a division, group or class; the code itself where it is none of ISIC Rev. 4.
  static func of(_ code: String) -> [String] {
    let classes = all.filter { $0.hasPrefix(code) }
    return classes.isEmpty ? [code] : classes
  }
}
