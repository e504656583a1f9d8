/** Word lists of the made-up customers. */
export const familyNames = '王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙 胡 朱 高 林 何 郭 马 罗 梁 宋 郑 谢 韩'.split(' ');
export const givenNames = '伟 芳 娜 敏 静 秀英 丽 强 磊 洋 艳 勇 军 杰 娟 涛 明 超 秀兰 霞 平 刚 桂英 文 辉'.split(' ');
export const firstNames =
  'Anna Ben Carla David Elena Frank Grace Hugo Ines Jonas Karin Liam Marta Nils Olga Paul Rosa Sven'.split(' ');
export const lastNames =
  'Andersen Becker Costa Dubois Evans Fischer Garcia Hansen Ivanov Jansen Keller Lopez Moreau Novak Olsen Peters'.split(
    ' ',
  );
export const trades = '机电 贸易 科技 食品 物流 建材 纺织 化工 医疗器械 电子'.split(' ');
export const cities = '上海 北京 广州 深圳 杭州 成都 武汉 南京 苏州 天津 青岛 厦门 Berlin Paris London Madrid'.split(
  ' ',
);
export const streets = '人民路 解放路 中山路 建设路 和平路 新华路 文化路 长江路 光明路 朝阳路'.split(' ');
export const domains = ['example.com', 'example.cn', 'mail.example.org', 'shop.example.net'];
export const countries = ['CN', 'CN', 'CN', 'CN', 'CN', 'CN', 'DE', 'FR', 'GB', 'ES'];
export const statuses = ['active', 'inactive', 'prospect', 'lost'];
export const remarks = [
  '',
  '',
  '',
  '',
  'asked for a new quotation, call back next week',
  '老客户，每季度下单一次，月底对账',
  'prefers e-mail; do not call before ten',
  '展会认识，已寄样品',
];
