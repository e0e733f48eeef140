import CommandLineSupport
import Leontief

/// What the digital economy is made of.
extension DigitalEconomyDocument {
  struct Terms: Encodable {
    let backward: Double
    let forward: Double
    let doubleCounted: Double
    @OrNull var fixedCapital: Double?
    let total: Double

    init(_ terms: DigitalEconomy.Terms) {
      backward = terms.backward
      forward = terms.forward
      doubleCounted = terms.doubleCounted
      fixedCapital = terms.fixedCapital
      total = terms.total
    }
  }

  struct Subsector: Encodable {
    let name: String
    let sectors: [String]
    let backward: Double
    let forward: Double
    let own: Double
    let alone: Double
    let shared: Double
    let halfHalf: Double
    let originPartition: Double
    @OrNull var shareOfGva: Double?

    init(_ part: DigitalSubsector, grossValueAdded: Double) {
      (name, sectors) = (part.name, part.sectors)
      (backward, forward, own) = (part.terms.backward, part.terms.forward, part.terms.doubleCounted)
      (alone, shared, halfHalf) = (part.terms.total, part.shared, part.halfHalf)
      originPartition = part.originPartition
      shareOfGva = grossValueAdded > 0 ? part.originPartition / grossValueAdded : nil
    }
  }

  struct Linked: Encodable {
    let sector: String
    let name: String
    let value: Double
    let negativeFinalDemand: Bool
    @OrNull var shareOfFinalDemand: Double?
    @OrNull var shareOfGva: Double?

    init(_ linked: LinkedSector) {
      sector = linked.sector.qualifiedCode
      name = linked.sector.name
      value = linked.value
      negativeFinalDemand = linked.hasNegativeFinalDemand
      shareOfFinalDemand = linked.shareOfFinalDemand
      shareOfGva = linked.shareOfValueAdded
    }
  }

  struct Dependent: Encodable {
    let terms: Terms
    @OrNull var shareOfGva: Double?
  }
}
