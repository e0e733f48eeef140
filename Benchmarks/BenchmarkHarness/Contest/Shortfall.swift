import Foundation
import Leontief

/// Why a requirement is not met, from what the same run measured: how near to what the machine does at best the contender and
/// its peer are, and whether any kernel could be where the requirement asks.
struct Shortfall {
  private let requirement: Requirement
  private let model: CostModel
  private let result: ContestResult
  private let seconds: Double

  /// `seconds` is the contender's median.
  init(_ requirement: Requirement, _ model: CostModel, seconds: Double, _ result: ContestResult) {
    self.requirement = requirement
    self.model = model
    self.seconds = seconds
    self.result = result
  }

  /// One line; nil where no roof tells anything.
  var text: String? {
    switch requirement.measure {
    case .share(let roof): model.roof == .memory ? ofReading(roof) : ofMultiplyAdds(roof)
    case .speed(let peer, let cell): beside(peer, on: cell ?? requirement.cell)
    case .readings, .limit: nil
    }
  }

  /// Seconds of the multiply-adds alone under the compute roof.
  private func arithmetic(_ roof: String?) -> Double? {
    guard let roof, let rate = try? result.rate(ofRoof: roof).get() else { return nil }
    return model.flops / rate
  }

  private func ofMultiplyAdds(_ roof: String) -> String? {
    arithmetic(roof).map { "\(Self.time(seconds)) taken, of which the multiply-adds at \(roof) are \(Self.time($0))" }
  }

  /// A product that is read at the speed of memory and multiplied under a roof of its own.
  private func ofReading(_ roof: String) -> String? {
    guard let bound = requirement.bound, let arithmetic = arithmetic(bound), let rate = try? result.rate(ofRoof: roof).get()
    else { return nil }
    let reading = model.bytesMin / rate
    let asked = reading / requirement.must
    if arithmetic > asked {
      return
        "out of reach here: the multiply-adds alone take \(Self.time(arithmetic)) at \(bound), more than the \(Self.time(asked)) asked for"
    }
    return
      "\(Self.time(seconds)) taken: reading alone is \(Self.time(reading)), the multiply-adds at \(bound) are \(Self.time(arithmetic)), "
      + "\(Self.time(max(0, seconds - max(reading, arithmetic)))) more than the longer of the two"
  }

  private func beside(_ peer: String, on cell: String) -> String? {
    guard let bound = requirement.bound, let arithmetic = arithmetic(bound), let other = try? result.median(peer, on: cell).get()
    else { return nil }
    let asked = requirement.must * arithmetic / other
    let shares =
      "\(peer) is at \(Self.share(arithmetic / other)) of \(bound), \(requirement.contender) at \(Self.share(arithmetic / seconds))"
    return asked > 1
      ? "out of reach here: \(shares), and \(Self.share(asked)) is asked for" : "\(shares), and \(Self.share(asked)) is asked for"
  }

  private static func time(_ seconds: Double) -> String {
    seconds >= 1 ? String(format: "%.3f s", seconds) : String(format: "%.3g ms", seconds * 1e3)
  }

  private static func share(_ share: Double) -> String { String(format: "%.1f %%", share * 100) }
}
