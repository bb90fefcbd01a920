package io.pipemill.demo;

import java.util.List;
import java.util.Random;

/** Names of invented companies, people and places, in Chinese with the English beside them. */
final class Words {
  /**
   * @param zh as the source writes it
   * @param en the same in English
   */
  record Name(String zh, String en) {}

  /**
   * @param city Chinese name of the city
   * @param province Chinese name of the province
   */
  record Place(String city, String cityEn, String province, String zip, String district) {}

  static final List<Place> PLACES =
      List.of(
          new Place("大庆市", "Daqing", "黑龙江省", "163000", "让胡路区"),
          new Place("哈尔滨市", "Harbin", "黑龙江省", "150000", "道里区"),
          new Place("齐齐哈尔市", "Qiqihar", "黑龙江省", "161000", "龙沙区"),
          new Place("长春市", "Changchun", "吉林省", "130000", "朝阳区"),
          new Place("吉林市", "Jilin", "吉林省", "132000", "船营区"),
          new Place("沈阳市", "Shenyang", "辽宁省", "110000", "铁西区"),
          new Place("大连市", "Dalian", "辽宁省", "116000", "甘井子区"),
          new Place("鞍山市", "Anshan", "辽宁省", "114000", "铁东区"),
          new Place("天津市", "Tianjin", "天津市", "300000", "滨海新区"),
          new Place("唐山市", "Tangshan", "河北省", "063000", "路北区"),
          new Place("青岛市", "Qingdao", "山东省", "266000", "黄岛区"),
          new Place("呼伦贝尔市", "Hulunbuir", "内蒙古自治区", "021000", "海拉尔区"));

  private static final List<Name> BRANDS =
      List.of(
          new Name("宏远", "Hongyuan"),
          new Name("龙江", "Longjiang"),
          new Name("北方", "Beifang"),
          new Name("鑫达", "Xinda"),
          new Name("华盛", "Huasheng"),
          new Name("中建", "Zhongjian"),
          new Name("昌隆", "Changlong"),
          new Name("嘉禾", "Jiahe"),
          new Name("永固", "Yonggu"),
          new Name("瑞丰", "Ruifeng"),
          new Name("东升", "Dongsheng"),
          new Name("金桥", "Jinqiao"),
          new Name("晟泰", "Shengtai"),
          new Name("远航", "Yuanhang"),
          new Name("铁峰", "Tiefeng"),
          new Name("富力", "Fuli"));
  static final List<Name> OIL_TRADES =
      List.of(
          new Name("石油化工", "Petrochemical"),
          new Name("燃料油", "Fuel Oil"),
          new Name("沥青", "Asphalt"),
          new Name("能源", "Energy"),
          new Name("运输", "Transport"),
          new Name("炼化", "Refining"));
  static final List<Name> STEEL_TRADES =
      List.of(
          new Name("钢结构", "Steel Structures"),
          new Name("船舶重工", "Shipbuilding"),
          new Name("机械制造", "Machinery"),
          new Name("建筑安装", "Construction"),
          new Name("金属材料", "Metals"),
          new Name("桥梁工程", "Bridge Engineering"),
          new Name("压力容器", "Pressure Vessels"));
  private static final List<Name> FORMS =
      List.of(
          new Name("有限公司", "Co., Ltd."),
          new Name("有限责任公司", "Limited"),
          new Name("股份有限公司", "Corporation"),
          new Name("集团有限公司", "Group Co., Ltd."));
  private static final List<String> FAMILY_NAMES =
      List.of("王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "欧阳", "司马");
  private static final List<String> GIVEN_NAMES =
      List.of("伟", "芳", "建国", "秀英", "敏", "志强", "丽", "海涛", "雪梅", "立新", "春生", "国栋");
  private static final List<String> STREETS =
      List.of("中央大街", "世纪大道", "铁人路", "解放路", "工业北街", "长江路", "建设大街", "西宾路");

  private final Random random;

  Words(Random random) {
    this.random = random;
  }

  <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  int between(int low, int high) {
    return low + random.nextInt(high - low + 1);
  }

  boolean oneIn(int n) {
    return random.nextInt(n) == 0;
  }

  Name company(Place place, List<Name> trades) {
    Name brand = one(BRANDS);
    Name trade = one(trades);
    Name form = one(FORMS);
    return new Name(
        place.city() + brand.zh() + trade.zh() + form.zh(),
        place.cityEn() + " " + brand.en() + " " + trade.en() + " " + form.en());
  }

  String person() {
    return one(FAMILY_NAMES) + one(GIVEN_NAMES);
  }

  String address(Place place) {
    return place.province().equals(place.city())
        ? place.city() + place.district() + one(STREETS) + between(1, 399) + "号"
        : place.province() + place.city() + place.district() + one(STREETS) + between(1, 399) + "号";
  }

  String phone() {
    return "0" + between(411, 478) + "-" + between(2_000_000, 8_999_999);
  }

  /** Shaped like a unified social credit code. */
  String taxNumber() {
    return "91" + between(110_000, 659_999) + "MA" + between(10_000_000, 99_999_999);
  }
}
