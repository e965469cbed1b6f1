import { words } from './local-names.ts';

/** Where a family's names come from, with what they speak at home. `=` stands before the same name in its own script. */
export interface Origin {
  readonly language: string;
  readonly families: readonly string[];
  readonly female: readonly string[];
  readonly male: readonly string[];
  /** Families whose women and men end differently: the ending for women. */
  readonly feminine?: (family: string) => string;
}

const slavic = (family: string): string =>
  family.replace(/^(.*?)(ski|ov|ev|in)(=|$)/, (_, stem: string, end: string, rest: string) =>
    end === 'ski' ? `${stem}ska${rest}` : `${stem}${end}a${rest}`,
  );
const cyrillic = (family: string): string =>
  slavic(family).replace(/(ов|ев|ин)$/, (end) => `${end}а`);

/** People who came to the town from elsewhere, or whose parents did; the weight is their share in a thousand. */
export const ORIGINS: readonly (readonly [weight: number, origin: Origin])[] = [
  [
    75,
    {
      language: 'ur',
      families: words(
        'Khan Ahmed Hussain Malik Iqbal Shah Mirza Qureshi Chaudhry Akhtar Rashid Siddiqui',
      ),
      female: words('Ayesha Fatima Zainab Nadia Saima Rukhsana Sana Mariam Farah Hina Amna Noor'),
      male: words('Imran Bilal Usman Tariq Kamran Adeel Hamza Faisal Zahid Naveed Yusuf Asif'),
    },
  ],
  [
    45,
    {
      language: 'gu',
      families: words('Patel Shah Desai Mehta Joshi Nair Menon Pillai Reddy Rao Iyer Kapoor Gill'),
      female: words('Priya Anjali Meera Sunita Kavita Lakshmi Divya Nisha Asha Rekha Geeta Pooja'),
      male: words('Rajesh Sanjay Anil Vikram Arjun Kiran Suresh Mohan Nikhil Deepak Rohan Amit'),
    },
  ],
  [
    60,
    {
      language: 'pl',
      families: words(
        'Nowak Kowalski Wiśniewski Zieliński Wójcik Kamiński Lewandowski Dąbrowski Mazur Kaczmarek Piotrowski Grabowski',
      ),
      female: words(
        'Anna Katarzyna Małgorzata Agnieszka Ewa Zofia Halina Magdalena Joanna Alicja Hanna Julia',
      ),
      male: words(
        'Piotr Krzysztof Tomasz Paweł Marcin Jan Andrzej Wojciech Jakub Kacper Szymon Adam',
      ),
      feminine: (family) => family.replace(/ki$/, 'ka'),
    },
  ],
  [
    45,
    {
      language: 'en',
      families: words(
        'Okonkwo Adeyemi Okafor Balogun Mensah Asante Boateng Eze Nwosu Owusu Danso Abara',
      ),
      female: words(
        'Adaeze Ngozi Efua Abena Chioma Folake Ama Yetunde Amara Akosua Ifeoma Blessing',
      ),
      male: words('Chidi Emeka Kwame Kofi Tunde Obinna Yaw Segun Ikenna Daniel Kwabena Femi'),
    },
  ],
  [
    45,
    {
      language: 'ar',
      families: words(
        'Haddad=حداد Al-Rashid=الراشد Nasser=ناصر Mansour=منصور Khalil=خليل Saleh=صالح Hamdan=حمدان Aziz=عزيز Darwish=درويش Al-Masri=المصري',
      ),
      female: words(
        'Samira=سميرة Layla=ليلى Amal=أمل Rania=رانيا Huda=هدى Yasmin=ياسمين Salma=سلمى Nour=نور Dina=دينا',
      ),
      male: words(
        'Omar=عمر Yusuf=يوسف Hassan=حسن Karim=كريم Tarek=طارق Ali=علي Sami=سامي Nabil=نبيل Ibrahim=إبراهيم',
      ),
    },
  ],
  [
    30,
    {
      language: 'zh',
      families: words('Chen=陈 Wang=王 Li=李 Zhang=张 Liu=刘 Lin=林 Huang=黄 Zhao=赵 Wu=吴 Tan=谭'),
      female: words(
        'Mei=梅 Xiuying=秀英 Lan=兰 Jing=静 Yan=燕 Xiaohong=小红 Yuting=雨婷 Wenling=文玲',
      ),
      male: words('Wei=伟 Jun=军 Ming=明 Haoran=浩然 Guoqiang=国强 Jianguo=建国 Lei=磊 Zihan=子涵'),
    },
  ],
  [
    35,
    {
      language: 'uk',
      families: words(
        'Ivanov=Иванов Petrov=Петров Sokolov=Соколов Morozov=Морозов Shevchenko=Шевченко Kovalenko=Коваленко Bondarenko=Бондаренко Melnyk=Мельник Kravchenko=Кравченко Lysenko=Лисенко',
      ),
      female: words(
        'Olena=Олена Iryna=Ирина Natalia=Наталья Svetlana=Светлана Oksana=Оксана Daria=Дарья Yulia=Юлия Tatiana=Татьяна',
      ),
      male: words(
        'Oleg=Олег Andriy=Андрій Dmytro=Дмитро Sergei=Сергей Viktor=Виктор Ivan=Иван Mykola=Микола Pavel=Павел',
      ),
      feminine: cyrillic,
    },
  ],
  [
    35,
    {
      language: 'es',
      families: [
        'García Álvarez',
        'Moreno Ruiz',
        'Vega Soto',
        'Reyes Ortiz',
        'Fernández',
        'Silva',
        'Costa',
        'Pereira',
        'Castro Díaz',
        'Navarro',
        'Almeida',
        'Herrera León',
      ],
      female: [
        'María del Carmen',
        'Pilar',
        'Ana',
        'Lucía',
        'Rosa',
        'Beatriz',
        'Inés',
        'Carmen',
        'Elena',
        'Teresa',
      ],
      male: [
        'Luis',
        'Mateo',
        'Javier',
        'Bruno',
        'Rui',
        'José Manuel',
        'Diego',
        'Pablo',
        'Tiago',
        'Carlos',
      ],
    },
  ],
  [
    25,
    {
      language: 'tr',
      families: words('Kaya Yılmaz Demir Şahin Çelik Öztürk Aydın Arslan Doğan Koç'),
      female: words('Elif Zeynep Ayşe Fatma Emine Merve Derya Özlem'),
      male: words('Mehmet Mustafa Emre Deniz Ahmet Murat Burak Can'),
    },
  ],
  [
    35,
    {
      language: 'en',
      families: words(
        'Lindqvist Eriksson Olsen Larsen Fischer Weiss Meier Dubois Petit Rossi Bakker Horvat Kovács Popescu Nagy',
      ),
      female: words('Ingrid Maja Ida Clara Petra Giulia Louise Chloé Ilona Monika Astrid Greta'),
      male: words('Per Nils Karl Anton Joost Bence Ion Luca Henrik Lars Stefan Mihai'),
    },
  ],
  [
    20,
    {
      language: 'en',
      families: words('Nguyen Tran Ito Suzuki Kim Park Santos Cruz Reyes Bautista'),
      female: words('Linh Haruka Mai Grace Joy Minji Thuy Sakura Maricel Hana'),
      male: words('Ren Minh Joon Jose Duc Haruto Angelo Kenji Quang Paolo'),
    },
  ],
];
