/// Where names stand beside points.
extension PointPlane {
  /// Widths of the drawing, in pixels, for which names are placed: a phone's and a desk's.
  private static var narrow: Double { 270 }
  private static var wide: Double { 620 }

  /// Names of the points far out first, where they hide nothing; those that fit only a wide drawing are left out of others.
  var names: [Markup] {
    var (phone, desk) = (room(Self.narrow), room(Self.wide))
    let order = points.indices.sorted { (prominence(points[$1]), $0) < (prominence(points[$0]), $1) }.prefix(2000)
    var texts: [Markup] = []
    var rest: [Int] = []
    for point in order {
      let side = ScatterNames.Side.allCases.first { phone.isFree(box(point, $0, phone)) && desk.isFree(box(point, $0, desk)) }
      guard let side else {
        rest.append(point)
        continue
      }
      phone.take(box(point, side, phone))
      desk.take(box(point, side, desk))
      texts.append(name(point, side, "name"))
    }
    for point in rest {
      guard let side = ScatterNames.Side.allCases.first(where: { desk.isFree(box(point, $0, desk)) }) else { continue }
      desk.take(box(point, side, desk))
      texts.append(name(point, side, "name wide"))
    }
    return texts
  }

  private func name(_ point: Int, _ side: ScatterNames.Side, _ kind: String) -> Markup {
    let y = Self.height(yAxis.position(points[point].y))
    return Markup(
      "text",
      [
        "class": kind, "x": across(points[point].x), "dx": side == .right ? "7" : "-7", "y": Self.pixels(y + 4),
        "text-anchor": side == .right ? "start" : "end",
      ], text: points[point].name)
  }

  /// A drawing of a width with its points, before it has names.
  private func room(_ width: Double) -> ScatterNames {
    var room = ScatterNames(width: width)
    for point in points { room.block(xAxis.position(point.x) * width, Self.height(yAxis.position(point.y))) }
    return room
  }

  private func box(_ point: Int, _ side: ScatterNames.Side, _ room: ScatterNames) -> ScatterNames.Box {
    room.box(
      points[point].name, side, xAxis.position(points[point].x) * room.width,
      Self.height(yAxis.position(points[point].y)))
  }
}
