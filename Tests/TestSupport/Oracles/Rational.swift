import BigInt

/// An exact fraction in lowest terms with a positive denominator.
public struct Rational: Equatable, Sendable {
  public let numerator: BigInt
  public let denominator: BigInt

  public init(_ numerator: BigInt, over denominator: BigInt = 1) {
    precondition(denominator != 0, "a fraction over zero")
    let divisor = numerator.greatestCommonDivisor(with: denominator) * (denominator < 0 ? -1 : 1)
    self.numerator = numerator / divisor
    self.denominator = denominator / divisor
  }

  /// The value of a finite binary number, exactly.
  public init(exactly value: Double) {
    precondition(value.isFinite, "not a number")
    guard value != 0 else {
      self.init(BigInt(0))
      return
    }
    // value = ± significand · 2^exponent with an integer significand of 53 bits.
    let significand = BigInt(Int64(value.significand * 0x1p52)) * (value < 0 ? -1 : 1)
    let exponent = Int(value.exponent) - 52
    self = exponent >= 0 ? Rational(significand << exponent) : Rational(significand, over: BigInt(1) << -exponent)
  }

  public var isZero: Bool { numerator == 0 }

  public var magnitude: Rational { Rational(numerator.magnitude.asSigned, over: denominator) }

  public static func + (a: Rational, b: Rational) -> Rational {
    Rational(a.numerator * b.denominator + b.numerator * a.denominator, over: a.denominator * b.denominator)
  }

  public static func - (a: Rational, b: Rational) -> Rational {
    Rational(a.numerator * b.denominator - b.numerator * a.denominator, over: a.denominator * b.denominator)
  }

  public static func * (a: Rational, b: Rational) -> Rational {
    Rational(a.numerator * b.numerator, over: a.denominator * b.denominator)
  }

  public static func / (a: Rational, b: Rational) -> Rational {
    Rational(a.numerator * b.denominator, over: a.denominator * b.numerator)
  }

  /// The value as a binary number, correct to about one unit in the last place.
  public var approximation: Double {
    guard !isZero else { return 0 }
    // Scaled so that the integer quotient has at least 64 bits.
    let shift = 64 + max(0, denominator.magnitude.bitWidth - numerator.magnitude.bitWidth + 1)
    let quotient = (numerator << shift) / denominator
    let excess = max(0, quotient.magnitude.bitWidth - 62)
    let leading = Double(Int64(quotient >> excess))
    return leading * Double(sign: .plus, exponent: excess - shift, significand: 1)
  }
}

extension BigUInt {
  fileprivate var asSigned: BigInt { BigInt(self) }
}
