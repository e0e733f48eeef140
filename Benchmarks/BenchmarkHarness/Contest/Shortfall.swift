import Foundation
import Leontief

/// Why a requirement is not met, from what the same run measured: how near to what the machine does at best the contender and
/// its peer are, what else the time was taken for, and whether any kernel could be where the requirement asks.
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

  /// One line; nil where a roof that it would tell of was not measured.
  var text: String? {
    switch requirement.measure {
    case .share(let roof): model.roof == .memory ? ofReading(roof) : ofMultiplyAdds(roof)
    case .speed(let peer, let cell): beside(peer, on: cell ?? requirement.cell)
    case .readings(let roof):
      least(roof).map { "\(Self.time(seconds)) taken\(method), where one reading is \(Self.time($0.seconds))" }
    case .limit(let limit): "\(Self.time(seconds)) taken\(method), where \(limit.text) are allowed"
    }
  }

  /// Seconds of the cell's multiply-adds or of its reading alone under a roof.
  private func least(_ id: String) -> (seconds: Double, isReading: Bool)? {
    guard let rate = try? result.rate(ofRoof: id, on: requirement.cell).get() else { return nil }
    let isReading = result.roofs.contains { $0.cell == id && $0.roof == .memory }
    return ((isReading ? model.bytesMin : model.flops) / rate, isReading)
  }

  private func ofMultiplyAdds(_ roof: String) -> String? {
    least(roof).map { "\(Self.time(seconds)) taken, of which the multiply-adds at \(roof) are \(Self.time($0.seconds))" }
  }

  /// What is read at the speed of memory and may be multiplied under a roof of its own.
  private func ofReading(_ roof: String) -> String? {
    guard let reading = least(roof)?.seconds else { return nil }
    guard let bound = requirement.bound else {
      return "\(Self.time(seconds)) taken: reading alone is \(Self.time(reading)), \(Self.time(max(0, seconds - reading))) more"
    }
    guard let arithmetic = least(bound)?.seconds else { return nil }
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
    guard let other = try? result.median(peer, on: cell).get() else { return nil }
    guard let bound = requirement.bound else {
      return
        "\(Self.time(seconds)) taken\(method), \(Self.time(other / requirement.must)) asked for, \(peer) takes \(Self.time(other))"
    }
    guard let least = least(bound)?.seconds else { return nil }
    let asked = requirement.must * least / other
    let shares =
      "\(peer) is at \(Self.share(least / other)) of \(bound), \(requirement.contender) at \(Self.share(least / seconds))"
    return asked > 1
      ? "out of reach here: \(shares), and \(Self.share(asked)) is asked for" : "\(shares), and \(Self.share(asked)) is asked for"
  }

  /// " by gmres, 13 iterations in 0.211 s", of solvers that choose.
  private var method: String {
    let entry = result.entries.first { $0.cell == requirement.cell && $0.contender == requirement.contender }
    return entry?.method.map { " by \($0.text)" } ?? ""
  }

  private static func time(_ seconds: Double) -> String {
    seconds >= 1 ? String(format: "%.3f s", seconds) : String(format: "%.3g ms", seconds * 1e3)
  }

  private static func share(_ share: Double) -> String { String(format: "%.1f %%", share * 100) }
}
